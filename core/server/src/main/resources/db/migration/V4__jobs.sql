-- Long work. A node that runs a job says so again and again (heartbeat); when it falls silent, another takes the job over.
create table job (
    id         uuid primary key,
    kind       text not null,
    state      text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    done       bigint not null default 0,
    total      bigint,
    parameters jsonb not null,
    checkpoint jsonb,                                  -- where to go on after a stop; null: at the beginning
    result     jsonb,
    created_by text not null,
    caller     jsonb not null,                         -- {name, subject, grants}: by these every row is checked
    created_at timestamptz not null default now(),
    started_at timestamptz,
    updated_at timestamptz not null default now(),
    ended_at   timestamptz,
    cancelling boolean not null default false,
    owner      uuid,                                   -- the process that runs it
    heartbeat  timestamptz,
    cleared    boolean not null default false          -- its files and rows are gone
);
create index job_open on job (created_at) where state in ('QUEUED', 'RUNNING');
create index job_listed on job (created_at desc, id desc);

-- The rows of an imported file while its job works on them; those with faults stay until the job is cleared.
create table import_row (
    job     uuid not null,
    row     int not null,                              -- as the spreadsheet counts: the header is 1
    subject text collate "C" not null,                 -- rows of one subject are recorded together, in the file's order
    body    text not null,                             -- the row as the API would receive it
    faults  jsonb,                                     -- not null: the row is refused
    primary key (job, row)
);
create index import_row_subject on import_row (job, subject, row) where faults is null;
create index import_row_faulty on import_row (job, row) where faults is not null;
