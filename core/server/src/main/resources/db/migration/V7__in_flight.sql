-- Batches are committed without waiting for the count of what they changed: a statement that found less than it should
-- ends its transaction by itself.
create function demand(counted bigint, expected bigint) returns void language plpgsql as $$
begin
    if counted <> expected then
        raise exception '% rows were to be changed and % were found', expected, counted using errcode = 'HT409';
    end if;
end $$;

-- An activity is looked for by its id alone, never by a range of ids: a hash of it is all that every insert has to keep.
drop index fact_id;
create index fact_id on fact using hash (id);

-- A thousand keys hardly become shorter, and to try costs more than all else of the row.
alter table outbox alter column subjects set storage external;
