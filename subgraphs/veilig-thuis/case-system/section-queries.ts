// One SQL per section of a file. $1: whose rows, with their periods (JSON); $2: at most how many rows.
// Every row comes as one JSON object with `voor`: those of the asked persons for whom it is meant.
import type { Section } from './questions.ts';

const ASKED = `vraag as (
  select v.sleutel, v.vanaf, v."totEnMet" as tot from jsonb_to_recordset($1::text::jsonb) as v(sleutel text, vanaf date, "totEnMet" date)
)`;

type Rows = {
  readonly table: string;
  /** SQL of the first and the last day of a row; a row without last day goes on. */
  readonly first: string;
  readonly last: string;
  /** Members of the row's JSON object, as arguments of jsonb_build_object. */
  readonly members: string;
  readonly where?: string;
};

function rowsAbout({ table, first, last, members, where }: Rows): string {
  return `with ${ASKED}
select jsonb_build_object('voor', t.voor, 'kenmerk', r.id, 'herkomst', r.herkomst, 'achtergehouden', r.achtergehouden, ${members}) as rij
from ${table} r cross join lateral (
  select jsonb_agg(v.sleutel order by v.sleutel) as voor from vraag v
  where v.sleutel = any (r.betrokkenen)
    and (v.vanaf is null or coalesce(${last}, 'infinity'::date) >= v.vanaf) and (v.tot is null or coalesce(${first}, '-infinity'::date) <= v.tot)
) t
where r.betrokkenen && (select array_agg(sleutel) from vraag) and t.voor is not null ${where === undefined ? '' : `and ${where}`}
order by ${first} desc nulls last, r.id limit $2`;
}

/** Rows of a case stand in the files of those who were in the case while the row ran. */
function rowsOfCases(table: string, order: string, members: string, where = 'true'): string {
  return `with ${ASKED}
select jsonb_build_object('voor', t.voor, 'herkomst', r.herkomst, 'achtergehouden', r.achtergehouden,
  'verteldAan', (select coalesce(jsonb_agg(g.sleutel order by g.sleutel), '[]') from verteld g where g.stuk = r.id and g.sleutel in (select sleutel from vraag)),
  ${members}) as rij
from ${table} r left join medewerker m on m.id = r.medewerker cross join lateral (
  select jsonb_agg(distinct v.sleutel) as voor from vraag v join betrokkene b on b.sleutel = v.sleutel
  where b.casus = r.casus and r.vanaf <= coalesce(b.tot, 'infinity'::date) and coalesce(r.tot, 'infinity'::date) >= b.vanaf
    and (v.vanaf is null or coalesce(r.tot, 'infinity'::date) >= v.vanaf) and (v.tot is null or r.vanaf <= v.tot)
) t
where r.casus in (select b.casus from betrokkene b join vraag v on v.sleutel = b.sleutel) and t.voor is not null and ${where}
order by ${order} limit $2`;
}

/** The parts of a record, in the author's order; of its texts only the version marked shareable, and the heading with that version. */
const PARTS = `'delen', (select coalesce(jsonb_agg(jsonb_build_object('kenmerk', d.id, 'over', d.over, 'aarden', d.aarden, 'uitkomst', d.uitkomst,
  'onderwerp', case when d.deelbare_tekst is not null then d.onderwerp end, 'tekst', d.deelbare_tekst, 'ingestemd', d.ingestemd,
  'herleidbaarTotMelder', d.herleidbaar_tot_melder) order by d.volgorde), '[]') from deel d where d.stuk = r.id)`;

const employee = (
  id: string,
): string => `(select jsonb_build_object('naam', w.naam, 'functie', w.functie, 'telefoon', w.telefoon,
  'email', w.email) from medewerker w where w.id = ${id})`;

/** Who it is: not for a row that has ended. */
const OPEN_EMPLOYEE = `'medewerker', case when r.tot is null and r.medewerker is not null
  then jsonb_build_object('naam', m.naam, 'functie', m.functie, 'telefoon', m.telefoon, 'email', m.email) end`;

const plans = (kind: 'veiligheidsplan' | 'plan van aanpak'): string =>
  rowsAbout({
    table: 'plan',
    first: 'r.geldig_van',
    last: 'r.geldig_tot',
    members: `'soort', r.soort, 'status', r.status, 'geldigVan', r.geldig_van, 'geldigTot', r.geldig_tot, ${PARTS}`,
    where: `r.soort = '${kind}'`,
  });

const event = (table: string, id: string, date: string, kind: string, from = ''): string =>
  `select r.id || '-${id}' as id, ${date} as datum, '${kind}' as soort, r.betrokkenen, r.herkomst, r.achtergehouden from ${table} r ${from} where ${date} is not null`;

const EVENTS = `(
  ${event('melding', 'ontvangen', 'r.ontvangen_op', 'melding ontvangen')}
  union all ${event('melding', 'triage', 's.datum', 'besluit na triage', 'join triagebesluit s on s.melding = r.id')}
  union all ${event('onderzoek', 'start', 'r.gestart_op', 'onderzoek gestart')}
  union all ${event('onderzoek', 'eind', 'r.afgerond_op', 'onderzoek afgerond')}
  union all ${event('vervolg', 'start', 'r.gestart_op', 'vervolg gestart')}
  union all ${event('vervolg', 'eind', 'r.beeindigd_op', 'vervolg beëindigd')}
)`;

const protectedPart = (table: string, record: string, kind: string, date: string): string =>
  `select p.id, '${kind}' as soort, r.id as stuk, p.hoedanigheid, p.naam, p.telefoon, ${date} as datum, r.betrokkenen, r.herkomst, r.achtergehouden
  from ${table} p join ${record} r on r.id = p.${record}`;

const PROTECTED_PART = `(
  ${protectedPart('melder', 'melding', 'melder', 'r.ontvangen_op')}
  union all ${protectedPart('informant', 'onderzoek', 'informant', 'r.gestart_op')}
)`;

/** INVARIANT: the tables of the protected part are in the query of the section `beschermdDeel` and in no other. */
export const SECTION_QUERIES: Readonly<Record<Section, string>> = {
  betrokkenheid: rowsOfCases(
    'betrokkenheid',
    'r.vanaf desc, r.soort, r.team, r.medewerker',
    `'soort', r.soort, 'team', r.team, 'vanaf', r.vanaf, 'tot', r.tot, ${OPEN_EMPLOYEE}`,
  ),
  contactpersonen: rowsOfCases(
    'contactpersoon',
    'r.vast desc, r.vanaf desc, r.id',
    `'kenmerk', r.id, 'vast', r.vast, 'team', r.team, 'vanaf', r.vanaf, 'tot', r.tot, ${OPEN_EMPLOYEE}`,
    'r.tot is null',
  ),
  meldingen: rowsAbout({
    table: 'melding',
    first: 'r.ontvangen_op',
    last: 'r.ontvangen_op',
    members: `'nummer', r.nummer, 'ontvangenOp', r.ontvangen_op, 'aanleiding', r.aanleiding,
        'triage', (select jsonb_build_object('datum', s.datum, 'besluit', s.besluit, 'overdrachten', (select coalesce(jsonb_agg(
          jsonb_build_object('kenmerk', o.id, 'over', o.over, 'aan', o.aan) order by o.id), '[]') from overdracht o where o.melding = r.id))
          from triagebesluit s where s.melding = r.id), ${PARTS}`,
  }),
  veiligheidsbeoordelingen: rowsAbout({
    table: 'veiligheidsbeoordeling',
    first: 'r.datum',
    last: 'r.datum',
    members: `'datum', r.datum, 'instrument', r.instrument, 'versie', r.versie, 'geldigTot', r.geldig_tot,
        'afnemer', ${employee('r.afnemer')}, ${PARTS}`,
  }),
  onderzoeken: rowsAbout({
    table: 'onderzoek',
    first: 'r.gestart_op',
    last: 'r.afgerond_op',
    members: `'nummer', r.nummer, 'gestartOp', r.gestart_op, 'afgerondOp', r.afgerond_op, ${PARTS}`,
  }),
  vervolgtrajecten: rowsAbout({
    table: 'vervolg',
    first: 'r.gestart_op',
    last: 'r.beeindigd_op',
    members: `'dienst', r.dienst, 'gestartOp', r.gestart_op, 'beeindigdOp', r.beeindigd_op, 'besluit', r.besluit,
        'contactmomenten', (select coalesce(jsonb_agg(jsonb_build_object('kenmerk', c.id, 'over', c.over, 'datum', c.datum,
          'soort', c.soort, 'tekst', c.deelbare_tekst, 'herleidbaarTotMelder', c.herleidbaar_tot_melder) order by c.datum desc, c.id), '[]') from contactmoment c where c.vervolg = r.id)`,
  }),
  plannen: plans('plan van aanpak'),
  veiligheidsplannen: plans('veiligheidsplan'),
  huisverboden: rowsAbout({
    table: 'huisverbod',
    first: 'r.besluitdatum',
    last: 'r.einddatum',
    members: `'over', r.betrokkenen, 'besluitdatum', r.besluitdatum, 'einddatum', r.einddatum, 'verlengd', r.verlengd, 'rihg', r.rihg`,
  }),
  medischeBevindingen: rowsAbout({
    table: 'medische_bevinding',
    first: 'r.datum',
    last: 'r.datum',
    members: `'over', r.betrokkenen, 'datum', r.datum, 'tekst', r.deelbare_tekst`,
  }),
  veiligheidsberichten: rowsAbout({
    table: 'veiligheidsbericht',
    first: 'r.vanaf',
    last: 'r.tot',
    members: `'over', r.betrokkenen, 'instructie', r.instructie, 'vanaf', r.vanaf, 'tot', r.tot, 'bellen', ${employee('r.bellen')}`,
  }),
  gebeurtenissen: rowsAbout({
    table: EVENTS,
    first: 'r.datum',
    last: 'r.datum',
    members: `'datum', r.datum, 'soort', r.soort`,
  }),
  beschermdDeel: rowsAbout({
    table: PROTECTED_PART,
    first: 'r.datum',
    last: 'r.datum',
    members: `'datum', r.datum, 'soort', r.soort, 'stuk', r.stuk, 'hoedanigheid', r.hoedanigheid, 'naam', r.naam, 'telefoon', r.telefoon`,
  }),
};
