-- Whoever reads the outbox reads up to the oldest transaction that may still tell something there. One that will not, though it
-- writes for long, says so and holds nobody up: it holds the advisory lock (4750, 23), shared, to its end.
create function keep_silent() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(4750, 23);
    perform set_config('hoctap.silent', 'on', true);
end $$;

create function refuse_to_tell() returns trigger language plpgsql as $$
begin
    raise exception 'A transaction that keeps silent cannot tell what happens: readers did not wait for it.';
end $$;
create trigger outbox_told before insert on outbox for each row
    when (current_setting('hoctap.silent', true) = 'on') execute function refuse_to_tell();

-- Below it nothing comes any more. The locks are read after the snapshot of the statement: of a transaction that runs in the
-- snapshot and keeps silent now, there was never anything to come; one that has ended in between is waited for once more.
create function told_below() returns xid8 language plpgsql stable as $$
declare
    seen   pg_snapshot := pg_current_snapshot();
    oldest xid8;
begin
    if pg_snapshot_xmin(seen) = pg_snapshot_xmax(seen) then
        return pg_snapshot_xmax(seen);
    end if;
    with held as materialized (
        select * from pg_locks where granted and locktype in ('transactionid', 'advisory')),
    silent as (
        select x.transactionid from held s join held x using (pid, virtualtransaction)
        where s.locktype = 'advisory' and s.classid = 4750 and s.objid = 23 and s.objsubid = 2
            and s.database = (select oid from pg_database where datname = current_database())
            and x.locktype = 'transactionid' and x.mode = 'ExclusiveLock')
    select running into oldest from pg_snapshot_xip(seen) running
    where running::xid not in (select transactionid from silent) order by running limit 1;
    return least(oldest, pg_current_xact_id_if_assigned(), pg_snapshot_xmax(seen));
end $$;
