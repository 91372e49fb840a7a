drop index org_unit_parent;
-- Under which unit a unit hangs, from a day on until the next one for which there is a row. Before the first row the first one
-- holds. What a unit hangs under today follows from the day, so that it is stored nowhere else.
create table org_unit_parent (
    unit       text not null references org_unit (id),
    valid_from date not null,                          -- 0001-01-01: since ever
    parent     text references org_unit (id),          -- null: at the top
    primary key (unit, valid_from)
);
insert into org_unit_parent (unit, valid_from, parent) select id, date '0001-01-01', parent from org_unit;
alter table org_unit drop column parent, drop column path;

create function revise_tree() returns trigger language plpgsql as $$
begin
    update revision set number = number + 1 where what = 'org_unit';
    notify hoctap_revised;
    return null;
end $$;
create trigger org_unit_parent_revised after insert or update or delete or truncate on org_unit_parent
    for each statement execute function revise_tree();
