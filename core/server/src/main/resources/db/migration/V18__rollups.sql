-- What dashboards show is counted as it happens and kept here: a page reads a few rows of one unit and looks at nobody.
create table rollup_figure (
    id   int generated always as identity primary key,
    name text not null unique                          -- what is counted, see Figures.java
);

create table rollup (
    unit   text not null,                              -- '': the whole tree
    cycle  int not null,
    figure int not null,
    n      bigint not null,
    primary key (unit, cycle, figure)
) with (fillfactor = 85);

-- By how much a figure moved on a day, for the pace; that somebody was counted for the first time is no move.
create table rollup_day (
    unit   text not null,
    cycle  int not null,
    figure int not null,
    day    date not null,
    moved  bigint not null,
    primary key (unit, cycle, figure, day)
);

-- For what each subject is counted now, and where: only the difference to this is ever added to rollup.
create table rollup_member (
    subject  bigint not null,
    cycle    int not null,
    counted  jsonb not null,                           -- [{"u": [units], "f": [figures]}], no pair twice
    learning boolean not null,                         -- a collective that holds a title: its members are counted by it
    primary key (subject, cycle)
) with (fillfactor = 85);

-- Who is to be counted anew. 0: something about him has changed; 1: about a collective of his; 2: everybody is counted.
create table rollup_pending (
    subject bigint primary key,
    urgency smallint not null
);
create index rollup_pending_next on rollup_pending (urgency, subject);

-- When time alone moves the figures of a subject next.
create table rollup_due (
    subject bigint primary key,
    at      timestamptz not null
);
create index rollup_due_at on rollup_due (at);

create table rollup_cycle (
    cycle int primary key
);

-- How far everybody is counted by what is to be counted now.
create table rollup_sweep (
    one   boolean primary key default true check (one),
    rules text not null,                               -- a digest of what is to be counted
    swept bigint                                       -- up to this key; null: everybody is
);
insert into rollup_sweep (rules, swept) values ('', null);
