"""Tables of the department's own people: accounts, sessions, wrong attempts, who did what. All raw."""

PAGES = """
create table districts (
  code text primary key, name_kk text not null, name_ru text not null
);
create table accounts (
  id {serial}, login text not null unique, name text not null, role text not null,
  password text not null, secret {blob}, step {big} not null default 0,
  first integer not null default 1, state text not null default 'active', at text not null
);
create table account_districts (
  account {big} not null references accounts (id), prefix text not null,
  primary key (account, prefix)
);
create table sessions (
  token {blob} primary key, account {big} not null references accounts (id), stage text not null,
  began {big} not null, seen {big} not null, secret {blob}, said text not null default ''
);
create table attempts (
  name text primary key, count integer not null, at {big} not null
);
create table audit (
  id {serial}, at text not null, account {big}, who text not null, action text not null,
  school {big}, detail text not null
);
create index audit_school on audit (school, id);
create index devices_school on devices (school, state)
"""
"""`step`: the newest time step whose code was used. `first`: the password was given by somebody else.
`prefix`: the leading digits of the KATO codes that the account sees; "" is the whole country.
"""
