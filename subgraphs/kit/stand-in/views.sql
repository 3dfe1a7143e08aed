-- What a partner publishes: views that Samenzicht may read, and nothing else (subgraphs/kit/README.md). Days are ISO text, YYYY-MM-DD or YYYY.

create view samenzicht.rows as
  -- Whoever is involved in a case is involved with its persons, while they are in it.
  select
    i.field as kind,
    p.person as subject,
    -- Orders rows of the same day: the lead first.
    array_position(array['LEAD', 'TEAM', 'COVER', 'CONSULT'], i.kind) || i.id as record_id,
    greatest(i.from_day, p.from_day) as from_day,
    least(i.until_day, p.until_day, c.closed_on) as until_day,
    null::text as origin,
    '{}'::text[] as about,
    case when i.held then 'OTHER_ORGANISATIONS' else 'NOBODY' end as held_from,
    array(select t.person from case_system.told t where t.record = i.id and t.person = p.person) as shown_to,
    jsonb_build_object(
      'kind', i.kind,
      'team', i.team,
      'professional', case when w.id is not null
        then jsonb_build_object('name', w.name, 'role', w.role, 'phone', w.phone, 'email', w.email) end,
      'from', greatest(i.from_day, p.from_day),
      'until', least(i.until_day, p.until_day, c.closed_on)
    ) as value
  from case_system.case_person p
  join case_system.own_case c on c.id = p.case_id
  join case_system.case_involvement i on i.case_id = p.case_id
  left join case_system.professional w on w.id = i.professional
  where least(i.until_day, p.until_day, c.closed_on) is null
     or least(i.until_day, p.until_day, c.closed_on) >= greatest(i.from_day, p.from_day)
union all
  select
    k.field, f.person, k.id, k.from_day, k.until_day, k.origin, '{}',
    case when k.held then 'OTHER_ORGANISATIONS' else 'NOBODY' end,
    array(select t.person from case_system.told t where t.record = k.id and t.person = f.person),
    jsonb_build_object(
      'recordId', k.id,
      'fixed', k.fixed,
      'team', k.team,
      'professional', case when w.id is not null
        then jsonb_build_object('name', w.name, 'role', w.role, 'phone', w.phone, 'email', w.email) end
    )
  from case_system.contact k
  join case_system.stands_in_file_of f on f.entry = k.id
  left join case_system.professional w on w.id = k.professional
union all
  select
    r.kind, f.person, r.id, r.from_day, r.until_day, r.origin, r.about,
    case when r.held then 'OTHER_ORGANISATIONS' else 'NOBODY' end,
    r.shown_to,
    r.shareable || jsonb_build_object('recordId', r.id)
  from case_system.entry r
  join case_system.stands_in_file_of f on f.entry = r.id;

-- The own cases, for the facts: one row per case.
create view samenzicht.own_cases as
  select
    c.id, c.kind, c.household_kind, c.opened_on, c.closed_on, c.region,
    (
      select jsonb_agg(
        jsonb_build_object(
          'id', p.person, 'registered', q.bsn is not null, 'capacities', p.capacities, 'from', p.from_day, 'until', p.until_day
        ) order by p.from_day, p.person
      )
      from case_system.case_person p join case_system.person q on q.key = p.person where p.case_id = c.id
    ) as persons,
    coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'kind', k.kind, 'number', k.number, 'date', k.date, 'about', k.about, 'recordedBy', k.recorded_by,
          'reviewedBy', k.reviewed_by, 'contested', k.contested, 'from', k.from_day, 'until', k.until_day
        ) order by k.date, k.number
      )
      from case_system.case_claim k where k.case_id = c.id
    ), '[]') as claims
  from case_system.own_case c;

-- Who works on which case, one row per professional: by name, or through a team while he or she is a member of it.
create view samenzicht.own_involvement as
  select case_id, professional, team, kind, from_day, until_day
  from case_system.case_involvement where professional is not null
union all
  select i.case_id, m.professional, i.team, i.kind, greatest(i.from_day, m.from_day), least(i.until_day, m.until_day)
  from case_system.case_involvement i
  join case_system.team_member m on m.team = i.team
  where i.professional is null
    and (least(i.until_day, m.until_day) is null or least(i.until_day, m.until_day) >= greatest(i.from_day, m.from_day));

-- By which BSN a case is found at its own organisation, and on which days: those on which that person is in it.
create view samenzicht.case_bsn as
  select p.case_id, q.bsn, p.from_day, p.until_day from case_system.case_person p join case_system.person q on q.key = p.person where q.bsn is not null;
