// A seed as the case system would have recorded it: rows per table, in its own words. Pure.
import { createHash } from 'node:crypto';
import type { Bsn, InnerKey, Oin } from '../../schema/identifiers.ts';
import { CAPACITIES } from '../../schema/names/capacity.ts';
import { HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import { ROLES } from '../../schema/names/role.ts';
import type { Organisation } from '../../schema/organisation.ts';
import {
  CONTACT_MOMENT_KINDS,
  FOLLOW_UP_DECISIONS,
  FOLLOW_UP_SERVICES,
  INVESTIGATION_OUTCOMES,
  NOTICE_INSTRUCTIONS,
  PLAN_STATUSES,
  REPORT_REASONS,
  REPORTER_CAPACITIES,
  TRANSFER_DESTINATIONS,
  TRIAGE_DECISIONS,
  VIOLENCE_NATURES,
} from './names.ts';
import type { VeiligThuisSeed, VeiligThuisSeedCase } from './seed.ts';

export type Row = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
/** Rows by table, in an order in which they can be inserted. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

export type SeedPersons = { keyOf(slug: string): InnerKey; bsnOf(slug: string): Bsn | null };

/** The same holder and slug give the same id on every start. */
export function recordIdOf(holder: Oin, slug: string): string {
  const hex = createHash('sha256').update(`${holder}/${slug}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const codeOf = (term: string): string => term.slice(0, 2);

const TABLES_IN_ORDER = [
  'organisatie',
  'medewerker',
  'teamlid',
  'casus',
  'betrokkene',
  'betrokkenheid',
  'contactpersoon',
  'melding',
  'melder',
  'triagebesluit',
  'overdracht',
  'veiligheidsbeoordeling',
  'onderzoek',
  'informant',
  'vervolg',
  'contactmoment',
  'plan',
  'huisverbod',
  'medische_bevinding',
  'veiligheidsbericht',
  'deel',
  'werkaantekening',
] as const;
type Table = (typeof TABLES_IN_ORDER)[number];

type Part = {
  readonly about: readonly string[];
  readonly heading?: string | undefined;
  readonly text?: string | undefined;
  readonly internalText?: string | undefined;
  readonly natures?: readonly (keyof typeof VIOLENCE_NATURES)[];
  readonly outcome?: string | undefined;
  readonly agreedWith?: readonly string[];
};

export function caseSystemRows(holder: Organisation, seed: VeiligThuisSeed, persons: SeedPersons): Rows {
  const rows = new Map<Table, Row[]>(TABLES_IN_ORDER.map((table) => [table, []]));
  const add = (table: Table, row: Row): void => {
    rows.get(table)?.push(row);
  };
  const id = (slug: string): string => recordIdOf(holder.oin, slug);
  const keys = (slugs: readonly string[]): string[] => slugs.map((slug) => persons.keyOf(slug));
  const limits = (item: { origin?: string | undefined; held: boolean }) => ({
    herkomst: item.origin ?? null,
    achtergehouden: item.held,
  });
  const texts = (item: { text?: string | undefined; internalText?: string | undefined }) => ({
    deelbare_tekst: item.text ?? null,
    interne_tekst: item.internalText ?? null,
  });
  const addParts = (slug: string, parts: readonly Part[]): void => {
    for (const [at, part] of parts.entries()) {
      add('deel', {
        id: id(`${slug}/deel-${at}`),
        stuk: id(slug),
        volgorde: at,
        over: keys(part.about),
        aarden: (part.natures ?? []).map((nature) => codeOf(VIOLENCE_NATURES[nature])),
        uitkomst: part.outcome ?? null,
        onderwerp: part.heading ?? null,
        ...texts(part),
        ingestemd: keys(part.agreedWith ?? []),
      });
    }
  };

  add('organisatie', { oin: holder.oin, naam: holder.name });
  for (const { id: employee, name, role, phone, email, teams } of seed.professionals) {
    add('medewerker', {
      id: employee,
      naam: name,
      functie: ROLES[role],
      telefoon: phone ?? null,
      email: email ?? null,
    });
    for (const { team, from, until } of teams) {
      add('teamlid', { medewerker: employee, team, vanaf: from, tot: until ?? null });
    }
  }
  for (const notice of seed.safetyNotices) {
    add('veiligheidsbericht', {
      id: id(notice.slug),
      betrokkenen: keys(notice.about),
      instructie: NOTICE_INSTRUCTIONS[notice.instruction],
      bellen: notice.call,
      vanaf: notice.from,
      tot: notice.until ?? null,
      ...limits(notice),
    });
  }
  for (const one of seed.cases) addCase(one);
  return rows;

  function addCase(one: VeiligThuisSeedCase): void {
    const casus = id(one.slug);
    const everyone = [...new Set(one.persons.map(({ person }) => person))];
    const head = (item: {
      slug: string;
      persons?: readonly string[] | undefined;
      origin?: string | undefined;
      held: boolean;
    }) => ({
      id: id(item.slug),
      casus,
      betrokkenen: keys(item.persons ?? everyone),
      ...limits(item),
    });
    if (holder.region === null) throw new TypeError(`${holder.name} has no region: a case has to lie in one`);
    add('casus', {
      id: casus,
      soort_huishouden: HOUSEHOLD_KINDS[one.householdKind],
      regio: holder.region,
      geopend_op: one.openedOn,
      gesloten_op: one.closedOn ?? null,
    });
    for (const { person, capacities, from, until } of one.persons) {
      add('betrokkene', {
        casus,
        sleutel: persons.keyOf(person),
        bsn: persons.bsnOf(person),
        hoedanigheden: capacities.map((capacity) => CAPACITIES[capacity]),
        vanaf: from ?? one.openedOn,
        tot: until ?? null,
      });
    }
    for (const { professional, team, kind, from, until, held } of one.involvement) {
      const who = { medewerker: professional ?? null, team: team ?? null, soort: INVOLVEMENT_KINDS[kind] };
      add('betrokkenheid', { casus, ...who, vanaf: from, tot: until ?? null, ...limits({ held }) });
    }
    for (const contact of one.contacts) {
      add('contactpersoon', {
        id: id(contact.slug),
        casus,
        medewerker: contact.professional,
        team: contact.team ?? null,
        vast: contact.fixed,
        vanaf: contact.from,
        tot: contact.until ?? null,
        ...limits(contact),
      });
    }
    for (const report of one.reports) {
      add('melding', {
        ...head(report),
        nummer: report.number,
        ontvangen_op: report.receivedOn,
        aanleiding: codeOf(REPORT_REASONS[report.reason]),
        vastgelegd_door: report.recordedBy,
        getoetst_door: report.reviewedBy ?? null,
        betwist: report.contested,
      });
      addParts(report.slug, report.parts);
      if (report.reporter !== undefined) {
        const who = protectedPerson(report.reporter);
        add('melder', { id: id(`${report.slug}/melder`), melding: id(report.slug), ...who });
      }
      if (report.triage !== undefined) {
        const { decidedOn, decision, transfers } = report.triage;
        add('triagebesluit', { melding: id(report.slug), datum: decidedOn, besluit: TRIAGE_DECISIONS[decision] });
        for (const [at, { about, to }] of transfers.entries()) {
          const transfer = id(`${report.slug}/overdracht-${at}`);
          add('overdracht', {
            id: transfer,
            melding: id(report.slug),
            over: keys(about),
            aan: TRANSFER_DESTINATIONS[to],
          });
        }
      }
    }
    for (const assessment of one.assessments) {
      add('veiligheidsbeoordeling', {
        ...head(assessment),
        datum: assessment.date,
        instrument: assessment.instrument,
        versie: assessment.version ?? null,
        geldig_tot: assessment.validUntil ?? null,
        afnemer: assessment.assessedBy ?? null,
      });
      addParts(assessment.slug, assessment.parts);
    }
    for (const investigation of one.investigations) {
      add('onderzoek', {
        ...head(investigation),
        nummer: investigation.number,
        gestart_op: investigation.startedOn,
        afgerond_op: investigation.completedOn ?? null,
        vastgelegd_door: investigation.recordedBy,
        getoetst_door: investigation.reviewedBy ?? null,
        betwist: investigation.contested,
      });
      const parts = investigation.parts.map(({ outcome, ...part }) => ({
        ...part,
        outcome: outcome === undefined ? undefined : INVESTIGATION_OUTCOMES[outcome],
      }));
      addParts(investigation.slug, parts);
      for (const [at, informant] of investigation.informants.entries()) {
        const own = { id: id(`${investigation.slug}/informant-${at}`), onderzoek: id(investigation.slug) };
        add('informant', { ...own, ...protectedPerson(informant) });
      }
    }
    for (const followUp of one.followUps) {
      add('vervolg', {
        ...head(followUp),
        dienst: FOLLOW_UP_SERVICES[followUp.service],
        gestart_op: followUp.startedOn,
        beeindigd_op: followUp.endedOn ?? null,
        besluit: followUp.decision === undefined ? null : FOLLOW_UP_DECISIONS[followUp.decision],
      });
      for (const [at, moment] of followUp.contactMoments.entries()) {
        add('contactmoment', {
          id: id(`${followUp.slug}/contactmoment-${at}`),
          vervolg: id(followUp.slug),
          over: keys(moment.about),
          datum: moment.date,
          soort: CONTACT_MOMENT_KINDS[moment.kind],
          ...texts(moment),
        });
      }
    }
    addPlans('plan van aanpak', one.plans);
    addPlans('veiligheidsplan', one.safetyPlans);
    for (const order of one.restrainingOrders) {
      const dates = { besluitdatum: order.decidedOn, einddatum: order.endsOn };
      add('huisverbod', { ...head(order), ...dates, verlengd: order.extended, rihg: order.riskOutcome ?? null });
    }
    for (const finding of one.medicalFindings) {
      add('medische_bevinding', { ...head(finding), datum: finding.date, ...texts(finding) });
    }
    for (const [at, note] of one.notes.entries()) {
      add('werkaantekening', {
        id: id(`${one.slug}/aantekening-${at}`),
        casus,
        medewerker: note.professional,
        tekst: note.text,
      });
    }

    function addPlans(kind: 'plan van aanpak' | 'veiligheidsplan', plans: VeiligThuisSeedCase['plans']): void {
      for (const plan of plans) {
        add('plan', {
          ...head(plan),
          soort: kind,
          status: PLAN_STATUSES[plan.status],
          geldig_van: plan.validFrom ?? null,
          geldig_tot: plan.validUntil ?? null,
        });
        addParts(plan.slug, plan.parts);
      }
    }
  }
}

function protectedPerson(person: {
  capacity: keyof typeof REPORTER_CAPACITIES;
  name?: string | undefined;
  phone?: string | undefined;
}) {
  return {
    hoedanigheid: REPORTER_CAPACITIES[person.capacity],
    naam: person.name ?? null,
    telefoon: person.phone ?? null,
  };
}
