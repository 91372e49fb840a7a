-- Which person an account is. Whoever's token names a person itself needs no row here.
create table account_link (
    issuer    text not null,
    sub       text not null,
    subject   bigint,                                  -- null: an officer took it away; no mail address brings it back
    way       text not null check (way in ('mail', 'code', 'officer')),
    linked_at timestamptz not null default now(),
    linked_by text not null,                           -- an account: the officer's, also when it was his code; or 'hoctap'
    primary key (issuer, sub)
);
create index account_link_subject on account_link (subject);

-- Codes that officers hand out. Only what a code can be told by is kept, and that costs some time to compute.
create table link_code (
    hash       bytea primary key,
    subject    bigint not null,
    issued_at  timestamptz not null default now(),
    issued_by  text not null,
    expires_at timestamptz not null
);
create index link_code_subject on link_code (subject);
create index link_code_expires on link_code (expires_at);

-- Codes that were tried in vain, by account.
create table link_try (
    account text not null,
    at      timestamptz not null default now()
);
create index link_try_account on link_try (account, at);
