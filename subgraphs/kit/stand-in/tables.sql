-- The tables of the case system that stands in for a partner's own in the demo. A partner has its own; only views.sql matters to Samenzicht.
create table person (key text primary key, bsn text unique);
create table professional (id text primary key, name text not null, role text not null, phone text, email text);
create table team_member (
  professional text not null references professional, team text not null, from_day text not null, until_day text
);
create table own_case (
  id text primary key, kind text not null, household_kind text not null, opened_on text not null, closed_on text, region text not null
);
create table case_person (
  case_id text not null references own_case, person text not null references person, capacities text[] not null,
  from_day text not null, until_day text
);
-- `field`: under which field of the file the row is told, since who is involved may tell what the case is about.
create table case_involvement (
  id text primary key, field text not null, case_id text not null references own_case, professional text references professional, team text,
  kind text not null, from_day text not null, until_day text, held boolean not null,
  check (professional is not null or team is not null)
);
create table case_claim (
  case_id text not null references own_case, kind text not null, number text not null, date text not null,
  about text references person, recorded_by text not null references professional, reviewed_by text references professional,
  contested boolean not null, from_day text not null, until_day text
);
create table contact (
  id text primary key, field text not null, professional text references professional, team text, fixed boolean not null,
  from_day text not null, until_day text, origin text, held boolean not null
);
-- Who was told of an involvement or a contact, and when.
create table told (record text not null, person text not null references person, on_day text not null, primary key (record, person));
-- What is recorded about people. `shareable` holds what its author marked so; `internal` is never published.
create table entry (
  id text primary key, kind text not null, from_day text, until_day text, origin text, held boolean not null,
  about text[] not null, shown_to text[] not null, shareable jsonb not null, internal jsonb not null
);
-- In whose files a contact or entry stands.
create table stands_in_file_of (entry text not null, person text not null references person, primary key (person, entry));
create index on case_person (person);
create index on case_person (case_id);
create index on case_involvement (case_id);
create index on case_involvement (professional);
create index on case_involvement (team);
create index on case_claim (case_id);
