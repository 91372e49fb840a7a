-- When time alone changes something for a subject next: a title expires, a wait ends, a certificate lapses, a dated change
-- takes effect, a year begins. It may be too early, which costs a look, and is never too late.
create table due (
    subject       bigint primary key,
    at            timestamptz not null,
    claimed_until timestamptz                          -- a node is at it; after this moment another one may be
);
create index due_at on due (at);

-- Of what was decided before this table nobody knows how far it reaches: it is looked at once.
insert into due (subject, at)
select subject, min(at) from (
    select subject, now() as at from progress
    union all
    select subject, least(valid_until, now()) from title where state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED')
) decided group by subject;
