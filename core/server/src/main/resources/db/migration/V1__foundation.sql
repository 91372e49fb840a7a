-- Numbers that decide anything (hours, scaled, points, total) are exact rationals kept as text: a plain decimal or n/d.
-- The hot tables (fact, assessment, fact_mark, progress, title) have no foreign keys: they can be sharded by subject.

create table org_unit (
    id          text primary key,
    kind        text not null,
    name        text not null,
    name_search text not null,
    parent      text references org_unit (id),
    valid_from  date,
    valid_to    date,
    successors  text[] not null default '{}',
    attributes  jsonb not null default '{}',
    path        text not null                          -- '/ninh-binh/quang-vinh/': the ids of the current tree
);
create index org_unit_path on org_unit (path text_pattern_ops);
create index org_unit_parent on org_unit (parent);

create table subject (
    key         bigint generated always as identity primary key,
    id          text not null unique,
    kind        text not null,
    name        text not null,
    name_search text not null,
    birth_date  date,
    org_unit    text unique,                           -- the place or workplace whose community or unit this is
    created_at  timestamptz not null default now()
);

create table subject_attribute (
    subject     bigint not null,
    name        text not null,
    valid_from  date not null,
    value       jsonb not null,                        -- JSON null: from this date on there is none
    recorded_at timestamptz not null default now(),
    recorded_by text not null,
    primary key (subject, name, valid_from)
);

create table stay (
    subject    bigint not null,
    place      text not null check (place in ('residence', 'workplace')),
    unit       text not null,
    valid_from date not null,
    valid_to   date,
    primary key (subject, place, unit, valid_from)
);
create index stay_unit on stay (unit);

create table membership (
    member     bigint not null,
    collective bigint not null,
    valid_from date not null,
    valid_to   date,
    primary key (member, collective, valid_from)
);
create index membership_collective on membership (collective);

create table subject_identity (
    identity text primary key,                         -- 'mbox:mailto:a@b' in lower case, or 'account:<homePage>|<name>'
    subject  bigint not null
);
create index subject_identity_subject on subject_identity (subject);

create table course (
    code         text primary key,
    title        text not null,
    title_search text not null,
    provider     text,
    hours        numeric,
    skills       jsonb not null default '[]',
    updated_at   timestamptz not null default now()
);

-- Appended, never updated. The typed columns carry the defaults of the catalogue as it stood; body is what was received.
create table fact (
    subject     bigint not null,
    id          text collate "C" not null,
    type        text not null,
    course      text,
    title       text,
    started_at  timestamptz,
    ended_at    timestamptz not null,
    valid_until timestamptz,
    hours       text,
    scaled      text,
    passed      boolean,
    skills      text[] not null,                       -- 'framework:component:level'
    source      smallint not null,                     -- 0 self, 1 center, 2 lms, 3 officer
    source_ref  text,
    recorded_at timestamptz not null,
    recorded_by text not null,
    hash        bytea not null,                        -- the first 16 bytes of the body's SHA-256
    body        bytea not null,
    primary key (subject, id)
);
create index fact_id on fact (id);                    -- an activity may be named by its id alone

create table assessment (
    subject     bigint not null,
    id          text collate "C" not null,
    set_id      text not null,
    title       text not null,
    cycle       int not null,
    indicator   text not null,
    assessor    text not null check (assessor in ('self', 'appraiser')),
    points      text not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    hash        bytea not null,
    body        bytea not null,
    primary key (subject, id)
);

-- What was said of a fact later. The latest of verified and rejected counts; withdrawn is final.
create table fact_mark (
    subject     bigint not null,
    fact        text collate "C" not null,
    seq         bigint generated always as identity,
    mark        text not null check (mark in ('verified', 'rejected', 'withdrawn')),
    reason      text,
    recorded_at timestamptz not null,
    recorded_by text not null,
    primary key (subject, fact, seq)
);

create table progress (
    subject     bigint not null,
    title       text not null,
    cycle       int not null,
    set_id      text not null,
    set_version text not null,
    state       bytea not null,
    outcome     text not null,
    level       text,
    total       text not null,
    as_of       timestamptz not null,
    version     int not null,
    primary key (subject, title, cycle)
) with (fillfactor = 85);

create table title (
    subject     bigint not null,
    serial      text not null,
    title       text not null,
    cycle       int not null,
    set_id      text not null,
    set_version text not null,
    level       text,
    state       text not null check
        (state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED', 'EXPIRED', 'SUPERSEDED', 'WITHDRAWN')),
    awarded_at  timestamptz not null,
    valid_until timestamptz,
    as_of       timestamptz not null,
    reason      text,
    decided_by  text,                                  -- the person who withdrew or recognised it; null: the rules did
    flag        text,                                  -- why a human should look at a recognised title
    explanation bytea not null,                        -- JSON: the tree of criteria as it stood at the award
    changed_at  timestamptz not null,
    primary key (subject, serial)
);
create unique index title_live on title (subject, title, cycle) where state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED');
create index title_serial on title (serial);

create table outbox (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    subjects bigint[] not null,
    body     jsonb not null
);

create table criteria_set (
    id             text not null,
    version        text not null,
    plugin         text not null,
    plugin_version text not null,
    scope          text,
    effective      date not null,
    document       text not null,                      -- the resolved set as canonical JSON; never changed
    published_at   timestamptz not null default now(),
    active         boolean not null,
    primary key (id, version)
);

create table provider (
    id          text primary key,
    name        text not null,
    org_unit    text,
    key         text not null unique,
    secret_hash bytea not null,
    created_at  timestamptz not null default now(),
    created_by  text not null,
    revoked_at  timestamptz
);

create table statement (
    id          uuid primary key,
    provider    text not null,
    received_at timestamptz not null,
    version     text not null,
    hash        bytea not null,
    actor       text,
    verb        text,
    object      text,
    outcome     text not null check (outcome in ('FACT', 'NO_FACT', 'WAITING')),
    reason      text,
    subject     bigint,
    fact        text,
    body        bytea not null
);
create index statement_waiting on statement (actor) where outcome = 'WAITING';
create index statement_received on statement (received_at, id);

create table setting (
    name  text primary key,
    value text not null
);
