-- Whoever reads the outbox reads up to the oldest transaction that may still tell something there. One that will not, though it
-- writes for long, says so and holds nobody up: it holds the advisory lock (4751, its number) to its end. Not to be said within a
-- savepoint: going back to it would take back the lock, and with it what readers relied on.
create function silence(transaction xid8) returns int language sql immutable as $$
    select transaction::text::bigint::bit(32)::int
$$;

create function keep_silent() returns void language plpgsql as $$
begin
    if exists (select from outbox where xid = pg_current_xact_id()) then
        raise exception 'A transaction that has told of something cannot keep silent: readers have to wait for it.';
    end if;
    perform pg_advisory_xact_lock(4751, silence(pg_current_xact_id()));
    perform set_config('hoctap.silent', 'on', true);
end $$;

create function refuse_to_tell() returns trigger language plpgsql as $$
begin
    raise exception 'A transaction that keeps silent cannot tell what happens: readers did not wait for it.';
end $$;
create trigger outbox_told before insert on outbox for each row
    when (current_setting('hoctap.silent', true) = 'on') execute function refuse_to_tell();

-- Whether anything may still come of a transaction that runs in somebody's snapshot. The lock is looked at after the snapshot was
-- taken: one that has ended in between is waited for once more. The server's own cleaning tells nothing either; to find it out
-- takes a hundred times as long, and is done once others have begun meanwhile.
create function may_tell(running xid8, behind bigint) returns boolean language plpgsql volatile as $$
begin
    return pg_try_advisory_lock_shared(4751, silence(running)) and pg_advisory_unlock_shared(4751, silence(running))
        and (behind <= 10 or not exists (
            select from pg_stat_get_activity(null) where backend_type = 'autovacuum worker' and backend_xid = running::xid));
end $$;

-- Below it nothing comes any more.
create function told_below() returns xid8 language plpgsql stable as $$
declare
    seen    pg_snapshot := pg_current_snapshot();
    highest xid8 := pg_snapshot_xmax(seen);
    running xid8;
begin
    if pg_snapshot_xmin(seen) < highest then
        for running in select x from pg_snapshot_xip(seen) x order by x loop
            if may_tell(running, highest::text::bigint - running::text::bigint) then
                return least(running, pg_current_xact_id_if_assigned());
            end if;
        end loop;
    end if;
    return least(highest, pg_current_xact_id_if_assigned());
end $$;
