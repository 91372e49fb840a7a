-- What a catalogue tells beyond the columns of the import, dates at which a course is held, and who takes part.

alter table course
    add column description text,
    add column mode        text check (mode in ('online', 'in-person', 'blended')),
    add column url         text,
    add column retired     boolean not null default false;

create table course_session (
    id             text primary key,
    course         text not null references course (code),
    starts         timestamptz not null,
    ends           timestamptz not null check (ends > starts),
    place          text,
    capacity       int check (capacity > 0),           -- null: as many as come
    register_until timestamptz,                        -- null: until it ends
    note           text,
    cancellation   text,                               -- why it is not held
    changed_at     timestamptz not null default now(),
    changed_by     text not null
);
create index course_session_course on course_session (course, starts);
create index course_session_starts on course_session (starts);

-- Seats are counted while the row of the session is locked, so that the last one is given once.
create table enrolment (
    id           text primary key,
    subject      bigint not null,
    course       text not null references course (code),
    session      text references course_session (id),
    state        text not null check (state in ('ENROLLED', 'IN_PROGRESS', 'COMPLETED', 'NOT_PASSED', 'CANCELLED')),
    progress     int not null default 0 check (progress between 0 and 100),
    enrolled_at  timestamptz not null,
    enrolled_by  text not null,
    fact         text                                  -- the fact that its completion was recorded as
);
create unique index enrolment_open on enrolment (subject, course) where state in ('ENROLLED', 'IN_PROGRESS');
create unique index enrolment_seat on enrolment (session, subject) where state <> 'CANCELLED';
create index enrolment_course on enrolment (course, id);
create index enrolment_subject on enrolment (subject, id);

create table enrolment_change (
    enrolment   text not null references enrolment (id),
    seq         bigint generated always as identity,
    state       text not null,
    progress    int not null,
    session     text,
    changed_at  timestamptz not null,
    changed_by  text not null,
    primary key (enrolment, seq)
);
