-- What imports keep, in a schema of its own: loading a world anew drops the register's tables, never these. Read by nobody but the import.
create schema if not exists imported;
-- Minted at random, once per BSN: nobody who has one can find the other.
create table if not exists imported.minted_key (bsn text primary key, key text not null unique);
-- Each person list as it was read (person-list.ts).
create table if not exists imported.list (bsn text primary key, list jsonb not null);
-- Who lives with whom, by the first BSN of the group. Never published: it tells where somebody is.
create table if not exists imported.living_group (member text primary key, first text not null);
-- The day on which custody was judged the last time.
create table if not exists imported.judged (single boolean primary key default true check (single), on_day text not null);
