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

-- Readers go by the transaction before the id: an id is given before its commit, so a lower one may become visible later,
-- but once all transactions up to one are over, none of them brings anything more.
alter table outbox add column xid xid8 not null default pg_current_xact_id();
create index outbox_order on outbox (xid, id);

-- What becomes of jobs is told like everything else that happens.
create function tell_job() returns trigger language plpgsql as $$
begin
    insert into outbox (at, subjects, body) values (now(), '{}', jsonb_build_object('job', jsonb_build_object(
        'id', new.id, 'kind', new.kind, 'state', new.state, 'done', new.done, 'total', new.total, 'by', new.created_by)));
    return null;
end $$;
create trigger job_begun after insert on job for each row execute function tell_job();
create trigger job_moved after update on job for each row
    when ((old.state, old.done) is distinct from (new.state, new.done)) execute function tell_job();
