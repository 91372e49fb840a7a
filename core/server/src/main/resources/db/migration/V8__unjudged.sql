-- Of whom something has changed that criteria ask about, from the change's own transaction on until they are judged anew.
-- Usually the one who made the change does that at once; what is left when he is killed is taken up by any node.
create table unjudged (
    subject bigint primary key,
    mark    bigint generated always as identity,       -- another change has another mark
    free_at timestamptz not null default now() + interval '10 seconds'
);
create index unjudged_free_at on unjudged (free_at);
