-- What proves activities. The content stands in files named by their SHA-256 under <data>/evidence, not here.
create table evidence (
    id          uuid primary key,
    subject     bigint not null,
    fact        text collate "C",                      -- the activity that it proves; null: none yet, thrown away after a day
    name        text not null,
    media_type  text not null,
    size        bigint not null,                       -- bytes, as stored
    sha256      bytea not null,                        -- of the content as stored
    uploaded_by text not null,
    uploaded_at timestamptz not null
);
create index evidence_subject on evidence (subject, fact);
create index evidence_sha256 on evidence (sha256);     -- two people may have sent the same file
create index evidence_uploaded on evidence (uploaded_at);

-- What an officer asks before deciding about an activity. While one is open, the activity waits for its answer.
create table question (
    subject     bigint not null,
    fact        text collate "C" not null,
    seq         bigint generated always as identity,
    text        text not null,
    asked_by    text not null,
    asked_at    timestamptz not null,
    answer      text,
    answered_by text,
    answered_at timestamptz,
    primary key (subject, fact, seq)
);
create unique index question_open on question (subject, fact) where answered_at is null;

-- The queue of those who verify: what people said themselves, the longest waiting first.
create index fact_self on fact (recorded_at, subject, id) where source = 0;
create index fact_mark_by on fact_mark (recorded_by, recorded_at);
