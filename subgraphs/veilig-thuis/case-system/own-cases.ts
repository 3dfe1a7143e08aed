// The cases in which an employee, or a team of his or hers, was ever involved. In: the employee and a choice. Out: Dutch JSON.
import type postgres from 'postgres';
import type { CasesQuestion } from './questions.ts';

// A team's involvement counts for the days on which the employee was in that team, and is answered as the employee's own.
const CASES = `with
eigen as (
  select k.casus, k.soort, k.team, k.vanaf, k.tot from betrokkenheid k where k.medewerker = $1
  union all
  select k.casus, k.soort, k.team, greatest(k.vanaf, t.vanaf), least(k.tot, t.tot)
  from betrokkenheid k join teamlid t on t.team = k.team
  where k.medewerker is null and t.medewerker = $1 and t.vanaf <= coalesce(k.tot, 'infinity') and k.vanaf <= coalesce(t.tot, 'infinity')
)
select jsonb_build_object(
  'kenmerk', c.id, 'soortHuishouden', c.soort_huishouden, 'regio', c.regio, 'geopendOp', c.geopend_op, 'geslotenOp', c.gesloten_op,
  'betrokkenheid', (select coalesce(jsonb_agg(jsonb_build_object('medewerker', $1::text, 'team', e.team, 'soort', e.soort, 'vanaf', e.vanaf, 'tot', e.tot)
    order by e.vanaf, e.soort), '[]') from eigen e where e.casus = c.id),
  'betrokkenen', (select coalesce(jsonb_agg(jsonb_build_object('sleutel', b.sleutel, 'geregistreerd', b.bsn is not null,
    'hoedanigheden', b.hoedanigheden, 'vanaf', b.vanaf, 'tot', b.tot) order by b.vanaf, b.sleutel), '[]') from betrokkene b where b.casus = c.id),
  'meldingen', (select coalesce(jsonb_agg(jsonb_build_object('nummer', m.nummer, 'ontvangenOp', m.ontvangen_op, 'vastgelegdDoor', m.vastgelegd_door,
    'getoetstDoor', m.getoetst_door, 'betwist', m.betwist) order by m.ontvangen_op, m.nummer), '[]') from melding m where m.casus = c.id),
  'onderzoeken', (select coalesce(jsonb_agg(jsonb_build_object('nummer', o.nummer, 'gestartOp', o.gestart_op, 'afgerondOp', o.afgerond_op,
    'vastgelegdDoor', o.vastgelegd_door, 'getoetstDoor', o.getoetst_door, 'betwist', o.betwist) order by o.gestart_op, o.nummer), '[]')
    from onderzoek o where o.casus = c.id)
) as casus
from casus c
where ($5::boolean or exists (select 1 from eigen e where e.casus = c.id))
  and ($2::text is null or c.id = $2)
  and ($3::text is null or exists (select 1 from betrokkene b where b.casus = c.id and b.bsn = $3
    and b.vanaf <= $4::date and coalesce(b.tot, 'infinity') >= $4::date))
order by c.geopend_op desc, c.id`;

export async function readOwnCases(
  sql: postgres.Sql,
  { medewerker, keuze, crisisdienst }: CasesQuestion,
): Promise<unknown[]> {
  const caseId = 'casus' in keuze ? keuze.casus : null;
  const { bsn, op } = 'bsn' in keuze ? keuze : { bsn: null, op: null };
  const anyone = crisisdienst === true && !('alle' in keuze);
  const rows = await sql.unsafe<{ casus: unknown }[]>(CASES, [medewerker, caseId, bsn, op, anyone], { prepare: true });
  return rows.map(({ casus }) => casus);
}
