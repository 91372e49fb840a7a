-- What is imported is sealed from when it comes until its job is cleared. A file that was sent is gone once it has been read:
-- its lines stand here, each sealed with the key of its job, so that whoever is erased is found in them and taken out.
create table import_key (
    job     uuid primary key,
    wrapped bytea not null,                            -- by the master key
    name    bytea not null,                            -- sealed: how its sender calls the file
    heading bytea,                                     -- sealed: the first line
    notes   bytea,                                     -- sealed: what was taken for what
    made_at timestamptz not null default now(),
    forgotten bigint[] not null default '{}'           -- whose rows are not staged any more
);

drop table import_row;
create table import_row (
    job     uuid not null,
    row     int not null,                              -- as the spreadsheet counts: the header is 1
    place   text collate "C" not null,                 -- rows of one subject are recorded together: a keyed hash of its id
    marks   bigint[] not null,                         -- keyed hashes of what says whom the row is about
    content bytea not null,                            -- sealed: the line, and what the API would receive
    faults  bytea,                                     -- sealed; not null: the row is refused
    primary key (job, row)
);
create index import_row_place on import_row (job, place, row) where faults is null;
create index import_row_faulty on import_row (job, row) where faults is not null;

-- Jobs at work read their files again and find what they have recorded; those that have ended keep what they counted, and
-- nothing that quotes a file or is named by its sender.
update job set checkpoint = null where kind = 'import' and state in ('QUEUED', 'RUNNING');
update job set checkpoint = null, result = result - '{errors,notes,file,errorCopy,fault,error}'::text[]
where kind = 'import' and state not in ('QUEUED', 'RUNNING');
update job set parameters = parameters - 'file' where kind = 'import' and state not in ('QUEUED', 'RUNNING');
