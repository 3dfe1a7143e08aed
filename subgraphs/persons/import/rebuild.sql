-- The register's imported part, made anew from all kept lists, in temporary tables; write.ts puts them in its place. Whoever has a list speaks for
-- himself; a relative without one is known by the list of the lowest BSN that names him.
analyze imported.list;
create temporary table new_person on commit drop as
with known as (
  select bsn, true as listed, list as said, '' as by_whom, 0::bigint as place from imported.list
  union all
  select r.said ->> 'bsn', false, r.said, l.bsn, r.place
  from imported.list l, jsonb_array_elements(l.list -> 'relatives') with ordinality r(said, place)
)
select distinct on (bsn)
  bsn, listed, null::text as key, false as owned,
  said ->> 'givenNames' as given_names, said ->> 'prefix' as prefix, said ->> 'familyName' as family_name,
  said ->> 'birthDate' as birth_date, said ->> 'sex' as sex, said ->> 'deceasedOn' as deceased_on,
  coalesce((said ->> 'secrecy')::smallint, 0::smallint) as secrecy
from known order by bsn, listed desc, by_whom, place;
create unique index on new_person (bsn);

insert into imported.minted_key (bsn, key)
select bsn, 'R' || translate(gen_random_uuid()::text, '-', '') from new_person
on conflict (bsn) do nothing;

-- A person of the world keeps the world's key and data; what lists say of others leads to him.
update new_person n set key = m.key from imported.minted_key m where m.bsn = n.bsn;
update new_person n set key = p.key, owned = true from register.person p where p.bsn = n.bsn and p.origin is null;

create temporary table new_address on commit drop as
select n.key as person, a.kind, a.street, a."houseNumber" as house_number, a.postcode, a.city, a."validFrom" as valid_from, null::text as valid_until
from imported.list l
join new_person n on n.bsn = l.bsn and not n.owned,
  jsonb_to_record(l.list -> 'address') as a(kind text, street text, "houseNumber" text, postcode text, city text, "validFrom" text)
where l.list -> 'address' <> 'null';

-- What lists say, and the other way round for whoever has no list to say it.
create temporary table new_relation on commit drop as
with said as (
  select l.bsn, r ->> 'bsn' as other, r ->> 'role' as kind from imported.list l, jsonb_array_elements(l.list -> 'relatives') r
), both_ways as (
  select bsn, other, kind from said
  union
  select s.other, s.bsn, case s.kind when 'PARENT' then 'CHILD' when 'CHILD' then 'PARENT' else 'PARTNER' end
  from said s join new_person n on n.bsn = s.other and not n.listed
)
select a.key as person, b.key as other, w.kind
from both_ways w
join new_person a on a.bsn = w.bsn and not a.owned
join new_person b on b.bsn = w.other;

create temporary table new_custody (child text primary key, kind text not null, under_investigation boolean not null) on commit drop;
create temporary table new_custody_holder (child text not null, holder text, kind text not null) on commit drop;
create index on new_custody_holder (child);
create temporary table new_living_group (member text primary key, first text not null) on commit drop;
analyze new_person;
