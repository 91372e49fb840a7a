-- Of whom something changed that others may depend on: collectives, figures of programmes. Null: of nobody.
alter table outbox
    add column stirred bigint[],                       -- all of them
    add column turned  bigint[];                       -- those among them whose titles changed, or they themselves
alter table outbox alter column stirred set storage external, alter column turned set storage external;
create index outbox_stirred on outbox (xid, id) where stirred is not null;

-- Up to where each follower has read what was stirred. It moves in the transaction of what the follower makes of it.
create table follower (
    name text primary key,
    xid  xid8 not null,
    id   bigint not null
);

-- How many members of a collective count for a title and cycle under the set that judges it: the sums of contribution. A first
-- count goes through all who may be members, page by page; until it is through nothing is judged by it.
create table headcount (
    collective   bigint not null,
    title        text not null,
    cycle        int not null,
    set_id       text not null,
    set_version  text not null,
    epoch        bigint not null,                      -- contributions of other epochs count for nothing
    reached_unit text,                                 -- how far the first count is; null: it is through
    reached      bigint not null,
    members      bigint[] not null,                    -- for each way of the set that counts members: how many it counts
    holding      bigint[] not null,                    -- and how many of them have what it asks for
    primary key (collective, title, cycle)
) with (fillfactor = 85);
create index headcount_begun on headcount (collective) where reached_unit is not null;

-- What a member gave to a headcount the last time it was looked at; whoever gave nothing has no row.
create table contribution (
    member     bigint not null,
    collective bigint not null,
    title      text not null,
    cycle      int not null,
    epoch      bigint not null,
    counts     bytea not null,                         -- a byte for each such way: 0 not counted, 1 counted, 3 and has it
    primary key (member, collective, title, cycle)
);

-- Members to be looked at again for a collective. Only added to and taken away, so that nobody waits for anybody.
create table uncounted (
    seq        bigint generated always as identity primary key,
    collective bigint not null,
    member     bigint not null
);
create index uncounted_collective on uncounted (collective, seq);

-- Who lives or works in a unit is read in the order of the keys.
create index stay_unit_subject on stay (unit, subject);
drop index stay_unit;
