-- The tables of the stand-in persons register. Days are ISO text: YYYY-MM-DD, or YYYY where the day is not known.
create table person (
  key text primary key, bsn text unique, given_names text, prefix text, family_name text not null,
  birth_date text, sex text not null, deceased_on text, secrecy smallint not null,
  -- IMPORT: from person lists (import/), and written anew from them; null: the world's own.
  origin text check (origin = 'IMPORT')
);
create table address (
  person text not null references person, kind text not null, street text, house_number text, postcode text, city text,
  valid_from text, valid_until text
);
create table relation (person text not null references person, other text not null references person, kind text not null);
create table custody (child text primary key references person, kind text not null, under_investigation boolean not null);
-- holder null: someone without BSN, such as an institution.
create table custody_holder (child text not null references custody, holder text references person, kind text not null);
create index on address (person);
create index on relation (person);
create index on custody_holder (child);
create index on custody_holder (holder);
