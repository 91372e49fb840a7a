-- Whom somebody speaks for: the families, clans, communities and units whose attribute names him.
create index subject_attribute_representative on subject_attribute ((value #>> '{}')) where name = 'representative';
