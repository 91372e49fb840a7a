-- One process records at a time. Whose turn it is, is decided here and nowhere else: it holds an advisory lock for as long as
-- its session lives, and its epoch is the current one.
create table recorder (
    one      boolean primary key default true check (one),
    epoch    bigint not null,
    node     text,                                     -- a name of the process, for other nodes and for people
    taken_at timestamptz
);
insert into recorder (epoch) values (0);

-- Advisory locks (4750, 1): the turn to record, held by a session. (4750, 2): the fence, held by a transaction; shared by every
-- batch, alone by whoever begins a new epoch.
create function recorder_try() returns boolean language sql as $$
    select pg_try_advisory_lock(4750, 1)
$$;

-- Waits for the batches of the epochs before; all later ones fail.
create function recorder_take(who text) returns bigint language plpgsql as $$
declare mine bigint;
begin
    perform pg_advisory_xact_lock(4750, 2);
    update recorder set epoch = epoch + 1, node = who, taken_at = clock_timestamp() returning epoch into mine;
    return mine;
end $$;

-- The first statement of every batch. Each statement in here sees what was committed before it began, so the epoch is read as
-- it stands once the lock is held.
create function fence(mine bigint) returns void language plpgsql as $$
declare current bigint;
begin
    perform pg_advisory_xact_lock_shared(4750, 2);
    select epoch into current from recorder;
    if current <> mine then
        raise exception 'Epoch % of the recorder is over, it is epoch % now.', mine, current using errcode = 'RC001';
    end if;
end $$;

create function recorder_holders(part int) returns table (pid int, silent interval) language sql as $$
    select l.pid, clock_timestamp() - a.state_change
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.classid = 4750 and l.objid = part and l.objsubid = 2 and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
$$;

-- What processes keep in memory as a whole; when a number here grows, it is to be read again. They are told so on the channel
-- hoctap_revised.
create table revision (
    what   text primary key,
    number bigint not null
);
insert into revision values ('org_unit', 0), ('course', 0);

create function revise() returns trigger language plpgsql as $$
begin
    update revision set number = number + 1 where what = tg_table_name;
    notify hoctap_revised;
    return null;
end $$;
create trigger org_unit_revised after insert or update or delete or truncate on org_unit
    for each statement execute function revise();
create trigger course_revised after insert or update or delete or truncate on course
    for each statement execute function revise();
