-- What the register publishes (subgraphs/kit/README.md): the state of today, so that each row is running.

create view samenzicht.rows as
  select
    'name' as kind, p.key as subject, p.key as record_id,
    '1900' as from_day, null::text as until_day, null::text as origin, '{}'::text[] as about,
    'NOBODY' as held_from, array[p.key] as shown_to,
    jsonb_build_object(
      'givenNames', p.given_names, 'prefix', p.prefix, 'familyName', p.family_name,
      'full', concat_ws(' ', p.given_names, p.prefix, p.family_name)
    ) as value
  from register.person p
union all
  select 'birthDate', key, key, '1900', null, null, '{}', 'NOBODY', array[key], to_jsonb(birth_date)
  from register.person where birth_date is not null
union all
  select 'sex', key, key, '1900', null, null, '{}', 'NOBODY', array[key], to_jsonb(sex) from register.person
union all
  -- The address of today: the BRP address before others, the newest first. Secrecy (BRP 70.10) holds it back from everyone, and with it that of
  -- the children who live there: theirs would give it away.
  (select distinct on (a.person)
    'address', a.person, a.person, coalesce(a.valid_from, '1900'), null, null, '{}'::text[],
    case when p.secrecy > 0 or exists (
      select from (
        select r.other as parent from register.relation r where r.person = a.person and r.kind = 'PARENT'
        union select h.holder from register.custody_holder h where h.child = a.person
      ) as raises
      join register.person o on o.key = raises.parent and o.secrecy > 0
      join register.address home on home.person = o.key and home.valid_until is null
        and (home.street, home.house_number, home.postcode, home.city)
          is not distinct from (a.street, a.house_number, a.postcode, a.city)
    ) then 'EVERYONE' else 'NOBODY' end, array[a.person],
    jsonb_build_object(
      'street', a.street, 'houseNumber', a.house_number, 'postcode', a.postcode, 'city', a.city,
      'kind', a.kind, 'validFrom', a.valid_from
    )
  from register.address a join register.person p on p.key = a.person
  where a.valid_until is null
  order by a.person, a.kind = 'REGISTERED' desc, a.valid_from desc nulls last)
union all
  select
    'custody', c.child, c.child, '1900', null, null, '{}', 'NOBODY', array[c.child],
    jsonb_build_object(
      'kind', c.kind,
      'underInvestigation', c.under_investigation,
      'holderCount', (select count(*) from register.custody_holder h where h.child = c.child),
      'holders', coalesce((
        select jsonb_agg(jsonb_build_object('personId', h.holder, 'kind', h.kind) order by h.kind, h.holder)
        from register.custody_holder h where h.child = c.child
      ), '[]')
    )
  from register.custody c
union all
  select
    'relations', person, other, '1900', null, null, '{}', 'NOBODY', array[person],
    jsonb_build_object('kind', kind, 'personId', other)
  from register.relation;

-- For the facts: what decides about age and consent.
create view samenzicht.persons as
  select
    p.key as id, p.bsn, p.birth_date, p.deceased_on,
    (
      select jsonb_build_object(
        'kind', c.kind,
        'underInvestigation', c.under_investigation,
        'holders', coalesce((
          select jsonb_agg(jsonb_build_object('id', h.holder, 'kind', h.kind) order by h.kind, h.holder)
          from register.custody_holder h where h.child = c.child
        ), '[]')
      )
      from register.custody c where c.child = p.key
    ) as custody
  from register.person p;

-- Who has custody over whom, for an own view.
create view samenzicht.custody as
  select h.holder, c.child, c.kind, c.under_investigation, p.deceased_on
  from register.custody_holder h
  join register.custody c on c.child = h.child
  join register.person p on p.key = c.child
  where h.holder is not null;
