-- Who signs in. Everything that is recorded names an account by its pseudonym; who that is, is looked up when it is shown, and
-- once a row here is emptied, nobody knows any more.
create table account (
    pseudonym  text primary key,
    issuer     text,
    sub        text,
    name       text,                                   -- how he signs in, as it was the last time
    acts_for   text,                                   -- 'officer@quang-vinh admin@': his roles as they were the last time
    subject    bigint,                                 -- the person he is, once an account is linked with one
    created_at timestamptz not null default now(),
    unique (issuer, sub)
);
create index account_subject on account (subject);

-- What was done, written in the transaction in which it was done. It waits here, for a second or so, to be put into the chain.
create table audit_event (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default clock_timestamp(),
    actor   text not null,                             -- an account, or 'provider:…', 'hoctap', 'console', 'nobody'
    behalf  text,                                      -- for whom: roles with their units, or another account
    deed    text not null,
    subject bigint,                                    -- the person concerned
    object  text,                                      -- what else it was done to: an id, never a name
    note    text,                                      -- what the program adds: names of fields, counts; never what somebody typed
    reason  text,                                      -- what he gave as his reason
    salt    uuid
);

-- One after another, each with the hash of the one before. The chain holds the digest of a reason and not the reason itself,
-- which may name somebody and can be erased.
create table audit_trail (
    seq     bigint primary key,
    at      timestamptz not null,
    actor   text not null,
    behalf  text,
    deed    text not null,
    subject bigint,
    object  text,
    note    text,
    reason  text,
    salt    uuid,
    digest  bytea,                                     -- SHA-256 of salt and reason; null: no reason was given
    hash    bytea not null
);
create index audit_trail_at on audit_trail (at);
create index audit_trail_actor on audit_trail (actor, seq);
create index audit_trail_subject on audit_trail (subject, seq) where subject is not null;
create index audit_trail_object on audit_trail (object, seq) where object is not null;
create index audit_trail_deed on audit_trail (deed, seq);

create function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.reason is null and new.salt is null
        and (new.seq, new.at, new.actor, new.deed, new.hash) = (old.seq, old.at, old.actor, old.deed, old.hash)
        and (new.behalf, new.subject, new.object, new.note, new.digest)
            is not distinct from (old.behalf, old.subject, old.object, old.note, old.digest) then
        return new;
    end if;
    raise exception 'The audit trail is only added to.' using errcode = 'HT403';
end $$;
create trigger audit_trail_stays before update or delete on audit_trail for each row execute function audit_stays();
create trigger audit_trail_stays_whole before truncate on audit_trail for each statement execute function audit_stays();

-- For whom somebody acted is what his roles were when he did.
create function audit_completed() returns trigger language plpgsql as $$
begin
    if new.behalf is null then
        select acts_for into new.behalf from account where pseudonym = new.actor;
    end if;
    if new.reason is not null then
        new.salt := gen_random_uuid();
    end if;
    return new;
end $$;
create trigger audit_event_completed before insert on audit_event for each row execute function audit_completed();

-- What tables say by themselves is audited here: with the act, in its transaction, and however it came about. What people do
-- with what is their own, and what the program does, is no act in this sense; the tables hold it.
create function is_act(who text, whom bigint) returns boolean language sql stable as $$
    select who <> 'hoctap' and not exists (select from account where pseudonym = who and subject = whom)
$$;

create function audit_marks() returns trigger language plpgsql as $$
begin
    insert into audit_event (at, actor, deed, subject, object, reason)
    select recorded_at, recorded_by, 'fact-' || mark, subject, fact, reason
    from marked where is_act(recorded_by, subject) order by seq;
    return null;
end $$;
create trigger fact_mark_audited after insert on fact_mark referencing new table as marked
    for each statement execute function audit_marks();

create function audit_title() returns trigger language plpgsql as $$
begin
    insert into audit_event (at, actor, deed, subject, object, note, reason)
    values (new.changed_at, new.decided_by, 'title-' || lower(new.state), new.subject, new.serial, new.title, new.reason);
    return null;
end $$;
create trigger title_audited after update on title for each row
    when (new.decided_by is not null and old.state is distinct from new.state) execute function audit_title();

create function audit_appraisal() returns trigger language plpgsql as $$
begin
    insert into audit_event (at, actor, deed, subject, object, note)
    values (new.recorded_at, new.recorded_by, 'appraised', new.subject, new.id,
        format('%s %s %s', new.title, new.cycle, new.indicator));
    return null;
end $$;
create trigger assessment_audited after insert on assessment for each row
    when (new.assessor = 'appraiser' and new.recorded_by <> 'hoctap') execute function audit_appraisal();

create function audit_question() returns trigger language plpgsql as $$
begin
    insert into audit_event (at, actor, deed, subject, object)
    values (new.asked_at, new.asked_by, 'question-asked', new.subject, new.fact);
    return null;
end $$;
create trigger question_audited after insert on question for each row
    when (new.asked_by <> 'hoctap') execute function audit_question();

create function audit_enrolment() returns trigger language plpgsql as $$
begin
    insert into audit_event (at, actor, deed, subject, object, note)
    select new.changed_at, new.changed_by,
        case new.state when 'ENROLLED' then 'enrolled' when 'CANCELLED' then 'enrolment-cancelled' else 'graded' end,
        subject, course, format('%s %s %%', new.state, new.progress)
    from enrolment where id = new.enrolment and is_act(new.changed_by, subject);
    return null;
end $$;
create trigger enrolment_audited after insert on enrolment_change for each row execute function audit_enrolment();

create function audit_session() returns trigger language plpgsql as $$
begin
    insert into audit_event (actor, deed, object, note)
    values (new.changed_by, 'session-changed', new.course, 'session=' || new.id);
    return null;
end $$;
create trigger course_session_audited after insert or update on course_session
    for each row when (new.changed_by <> 'hoctap') execute function audit_session();

create function audit_import() returns trigger language plpgsql as $$
begin
    insert into audit_event (actor, deed, object, note) values (new.created_by, 'imported', new.id,
        format('%s%s', new.parameters ->> 'kind', case new.parameters ->> 'dryRun' when 'true' then ' dryRun' end));
    return null;
end $$;
create trigger job_audited after insert on job for each row
    when (new.kind = 'import') execute function audit_import();

create function audit_set() returns trigger language plpgsql as $$
begin
    insert into audit_event (actor, deed, object, note)
    values ('hoctap', 'set-published', new.id || ' ' || new.version, new.plugin || ' ' || new.plugin_version);
    return null;
end $$;
create trigger criteria_set_audited after insert on criteria_set for each row execute function audit_set();

create function audit_provider() returns trigger language plpgsql as $$
begin
    insert into audit_event (actor, deed, object, note)
    values (new.created_by, 'provider-created', new.id, 'unit=' || new.org_unit);
    return null;
end $$;
create trigger provider_audited after insert on provider for each row execute function audit_provider();
