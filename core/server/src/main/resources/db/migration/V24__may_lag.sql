-- Whether facts may have come after what a row holds that are not in it. Of the rows that are there already nobody can tell.
alter table progress add column may_lag boolean not null default true;
