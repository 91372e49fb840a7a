-- A look at what other sets would do to titles: a job whose result somebody signs before the sets are put to work.
create table simulation (
    job            uuid primary key,
    digest         text not null,                      -- of the sets that would come and go; the same change finds it again
    org_unit       text,                               -- whose people were looked at; null: everybody
    plugin         text,                               -- null: nothing is to be installed, somebody only wanted to know
    plugin_version text,
    created_at     timestamptz not null default now()
);
create index simulation_digest on simulation (digest, created_at);

create table simulation_signature (
    simulation uuid not null,
    account    text not null,
    at         timestamptz not null default now(),
    primary key (simulation, account)
);

-- All that a change of sets does, as one job that can be undone as a whole.
create table award_batch (
    job            uuid primary key,
    digest         text,                               -- as above; null: no sets changed, somebody had people judged anew
    plugin         text,
    plugin_version text,
    org_unit       text,
    undoes         uuid,                               -- the batch that this one takes back
    undone_by      uuid,
    created_at     timestamptz not null default now()
);
create index award_batch_digest on award_batch (digest);
create index award_batch_listed on award_batch (created_at desc, job desc);

-- What a simulation or a batch changes, title by title. People are keys here and nothing else.
create table title_change (
    job          uuid not null,
    subject      bigint not null,
    title        text not null,
    cycle        int not null,
    fate         text not null check (fate in ('GAINED', 'LOST', 'LEVEL', 'FLAGGED', 'RENEWED')),
    set_id       text not null,                        -- of the title that lives afterwards, or of the one that is lost
    set_version  text not null,
    level_before text,
    level_after  text,
    ended        text,                                 -- the serial of the title that ended, and the state that it was in
    ended_state  text,
    awarded      text,                                 -- the serial of the new one; a simulation makes none
    unit         text,
    group_name   text,
    why          text,
    primary key (job, subject, title, cycle)
);
create index title_change_fate on title_change (job, fate, subject);
