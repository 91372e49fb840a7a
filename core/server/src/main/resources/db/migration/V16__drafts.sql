-- Criteria sets that somebody is still writing. Nobody is judged by what is here.
create table draft (
    id         uuid primary key,
    org_unit   text,                               -- the part of the tree that it is meant for; null: the whole tree
    plugin     text not null unique,               -- what the plugin is called that is made of it
    criteria   text not null,                      -- YAML as it was typed, right or wrong
    examples   text not null default '',           -- the same
    revision   integer not null default 1,         -- raised by every change: two who change at once notice each other
    created_at timestamptz not null default now(),
    created_by text not null,
    changed_at timestamptz not null default now(),
    changed_by text not null
);
create index draft_org_unit on draft (org_unit);
