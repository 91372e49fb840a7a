-- Who has signed in with a browser, on whichever node. The browser alone has the key: its cookie, of which only a hash stands
-- here, and with which the tokens are sealed.
create table sign_in (
    id       bytea primary key,                        -- SHA-256 of the cookie
    account  text not null,
    sid      text,                                     -- what the sign-in server calls it
    tokens   bytea not null,
    begun_at timestamptz not null default now(),
    ends_at  timestamptz not null                      -- unless it is renewed before
);
create index sign_in_sid on sign_in (sid);
create index sign_in_account on sign_in (account);
create index sign_in_ends_at on sign_in (ends_at);

-- What has ended before its time, so that each node refuses the tokens that are still about.
create table sign_out (
    id   bigint primary key generated always as identity,
    name text not null,                                -- 'sid:…', or 'account:…' for all that began before
    at   timestamptz not null default now()
);
create index sign_out_at on sign_out (at);
