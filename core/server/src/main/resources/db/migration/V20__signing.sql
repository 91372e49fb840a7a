-- A signature is for what was seen: the change, what stands beside it, and what it does. It is good once.
alter table simulation
    add column ground  text not null default '',       -- of what is to be done, and of the sets beside those that change
    add column used_at timestamptz;                    -- the change was made
alter table simulation_signature
    add column person bigint;                          -- who the account was, when it was linked with somebody
alter table plugin_staged
    add column deed   text not null default 'INSTALL' check (deed in ('INSTALL', 'ENABLE', 'DISABLE', 'ROLLBACK')),
    add column reason text;
update plugin_staged set deed = 'ENABLE' where digest is null;

-- Every jar that brought a version. A rollback takes back only what no other jar has published.
create table criteria_set_jar (
    id      text not null,
    version text not null,
    jar     text not null,                             -- SHA-256 in hex
    primary key (id, version, jar)
);
create index criteria_set_jar_jar on criteria_set_jar (jar);
insert into criteria_set_jar (id, version, jar) select id, version, jar from criteria_set where jar is not null;
