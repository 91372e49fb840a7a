-- What is personal is sealed with a key of the person's own. The keys are wrapped by the master key, which is never in here.
-- Rows from before are sealed in the background; until then they are plain. Whose key is gone, is forgotten.
create table data_key (
    subject bigint primary key,
    wrapped bytea not null
);

alter table subject
    add column profile     bytea,                      -- sealed: name, birth date, national ID; then name and name_search are ''
    add column name_words  bigint[],                   -- keyed hashes of the beginnings of the words of the name
    add column national_id bytea,                      -- its keyed hash: nobody else may have the same
    add column erased_at   timestamptz;                -- since when nobody knows any more who this was
create unique index subject_national_id on subject (national_id);
create index subject_name_words on subject using gin (name_words);
create index subject_named on subject (key) where name_search <> '';
create index subject_unsealed on subject (key)
    where profile is null and erased_at is null and kind in ('citizen', 'family', 'clan');
create index subject_erased on subject (key) where erased_at is not null;
create index subject_id_beginning on subject (lower(id) text_pattern_ops);

alter table subject_identity
    drop constraint subject_identity_pkey,
    alter column identity drop not null,               -- plain, from before
    add column hash   bytea,                           -- keyed
    add column sealed bytea;
create unique index subject_identity_hash on subject_identity (hash);
create unique index subject_identity_plain on subject_identity (identity) where identity is not null;

alter table statement
    add column actor_hash   bytea,                     -- keyed
    add column actor_sealed bytea;                     -- with it, actor is null and body is sealed
create index statement_waiting_for on statement (actor_hash) where outcome = 'WAITING';
create index statement_actor_hash on statement (actor_hash) where actor_hash is not null;
create index statement_subject on statement (subject) where subject is not null;
create index statement_unsealed on statement (id) where get_byte(body, 0) <> 1;

alter table evidence
    add column sealed_name bytea;                      -- with it, name is '', the content is sealed, and sha256 is keyed
create index evidence_unsealed on evidence (id) where sealed_name is null;

-- What people ask of their data, with the days by which they must have an answer and the thing itself.
create table data_request (
    id           uuid primary key,
    subject      bigint not null,
    kind         text not null check (kind in ('COPY', 'ERASURE')),
    state        text not null check (state in ('OPEN', 'ACCEPTED', 'REFUSED', 'DONE', 'CANCELLED')),
    asked_at     timestamptz not null,
    asked_by     text not null,
    respond_by   timestamptz not null,
    complete_by  timestamptz not null,
    responded_at timestamptz,
    responded_by text,
    reason       text,                                 -- why it is refused
    completed_at timestamptz,
    completed_by text
);
create unique index data_request_open on data_request (subject, kind) where state in ('OPEN', 'ACCEPTED');
create index data_request_due on data_request (complete_by, id);
create index data_request_subject on data_request (subject);

-- What somebody has agreed to, and no row where he has not. Who changed it when is in the audit trail.
create table consent (
    subject  bigint not null,
    purpose  text not null check (purpose in ('public-name')),
    given_at timestamptz not null,
    given_by text not null,
    primary key (subject, purpose)
);
