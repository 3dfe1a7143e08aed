// The records of one case of a seed, as rows of the case system: reports, assessments, investigations, what followed, plans.
import * as names from './names.ts';
import type { VeiligThuisSeedCase } from './seed.ts';
import { limitsOf, type RowWriter } from './seed-writer.ts';

const codeOf = (term: string): string => term.slice(0, 2);

interface Texts {
  readonly text?: string | undefined;
  readonly internalText?: string | undefined;
}
interface Part extends Texts {
  readonly about: readonly string[];
  readonly identifiesReporter: boolean;
  readonly heading?: string | undefined;
  readonly natures?: readonly names.ViolenceNature[];
  readonly outcome?: string | undefined;
  readonly agreedWith?: readonly string[];
}

const textsOf = ({ text, internalText }: Texts) => ({
  deelbare_tekst: text ?? null,
  interne_tekst: internalText ?? null,
});

const protectedPerson = (person: {
  readonly capacity: names.ReporterCapacity;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}) => ({
  hoedanigheid: names.REPORTER_CAPACITIES[person.capacity],
  naam: person.name ?? null,
  telefoon: person.phone ?? null,
});

export function addRecords({ add, id, keys }: RowWriter, one: VeiligThuisSeedCase): void {
  const everyone = [...new Set(one.persons.map(({ person }) => person))];
  const head = (told: {
    readonly slug: string;
    readonly persons?: readonly string[] | undefined;
    readonly origin?: string | undefined;
    readonly held: boolean;
  }) => ({
    id: id(told.slug),
    casus: id(one.slug),
    betrokkenen: keys(told.persons ?? everyone),
    ...limitsOf(told),
  });
  const addParts = (slug: string, parts: readonly Part[]): void => {
    for (const [at, part] of parts.entries()) {
      add('deel', {
        id: id(`${slug}/deel-${at}`),
        stuk: id(slug),
        volgorde: at,
        over: keys(part.about),
        aarden: (part.natures ?? []).map((nature) => codeOf(names.VIOLENCE_NATURES[nature])),
        uitkomst: part.outcome ?? null,
        onderwerp: part.heading ?? null,
        ingestemd: keys(part.agreedWith ?? []),
        herleidbaar_tot_melder: part.identifiesReporter,
        ...textsOf(part),
      });
    }
  };
  const addPlans = (kind: 'plan van aanpak' | 'veiligheidsplan', plans: VeiligThuisSeedCase['plans']): void => {
    for (const plan of plans) {
      const days = { geldig_van: plan.validFrom ?? null, geldig_tot: plan.validUntil ?? null };
      add('plan', { ...head(plan), soort: kind, status: names.PLAN_STATUSES[plan.status], ...days });
      addParts(plan.slug, plan.parts);
    }
  };
  const addReport = (report: VeiligThuisSeedCase['reports'][number]): void => {
    add('melding', {
      ...head(report),
      nummer: report.number,
      ontvangen_op: report.receivedOn,
      aanleiding: codeOf(names.REPORT_REASONS[report.reason]),
      vastgelegd_door: report.recordedBy,
      getoetst_door: report.reviewedBy ?? null,
      betwist: report.contested,
    });
    addParts(report.slug, report.parts);
    const melding = id(report.slug);
    if (report.reporter !== undefined)
      add('melder', { id: id(`${report.slug}/melder`), melding, ...protectedPerson(report.reporter) });
    if (report.triage === undefined) return;
    const { decidedOn, decision, transfers } = report.triage;
    add('triagebesluit', { melding, datum: decidedOn, besluit: names.TRIAGE_DECISIONS[decision] });
    for (const [at, { about, to }] of transfers.entries()) {
      const transfer = id(`${report.slug}/overdracht-${at}`);
      add('overdracht', { id: transfer, melding, over: keys(about), aan: names.TRANSFER_DESTINATIONS[to] });
    }
  };
  const addInvestigation = (investigation: VeiligThuisSeedCase['investigations'][number]): void => {
    add('onderzoek', {
      ...head(investigation),
      nummer: investigation.number,
      gestart_op: investigation.startedOn,
      afgerond_op: investigation.completedOn ?? null,
      vastgelegd_door: investigation.recordedBy,
      getoetst_door: investigation.reviewedBy ?? null,
      betwist: investigation.contested,
    });
    const told = investigation.parts.map(({ outcome, ...part }) => ({
      ...part,
      outcome: outcome === undefined ? undefined : names.INVESTIGATION_OUTCOMES[outcome],
    }));
    addParts(investigation.slug, told);
    for (const [at, informant] of investigation.informants.entries()) {
      const own = { id: id(`${investigation.slug}/informant-${at}`), onderzoek: id(investigation.slug) };
      add('informant', { ...own, ...protectedPerson(informant) });
    }
  };

  for (const report of one.reports) addReport(report);
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
  for (const investigation of one.investigations) addInvestigation(investigation);
  for (const followUp of one.followUps) {
    add('vervolg', {
      ...head(followUp),
      dienst: names.FOLLOW_UP_SERVICES[followUp.service],
      gestart_op: followUp.startedOn,
      beeindigd_op: followUp.endedOn ?? null,
      besluit: followUp.decision === undefined ? null : names.FOLLOW_UP_DECISIONS[followUp.decision],
    });
    for (const [at, moment] of followUp.contactMoments.entries()) {
      add('contactmoment', {
        id: id(`${followUp.slug}/contactmoment-${at}`),
        vervolg: id(followUp.slug),
        over: keys(moment.about),
        datum: moment.date,
        soort: names.CONTACT_MOMENT_KINDS[moment.kind],
        herleidbaar_tot_melder: moment.identifiesReporter,
        ...textsOf(moment),
      });
    }
  }
  addPlans('plan van aanpak', one.plans);
  addPlans('veiligheidsplan', one.safetyPlans);
  for (const order of one.restrainingOrders) {
    const days = { besluitdatum: order.decidedOn, einddatum: order.endsOn };
    add('huisverbod', { ...head(order), ...days, verlengd: order.extended, rihg: order.riskOutcome ?? null });
  }
  for (const finding of one.medicalFindings) {
    add('medische_bevinding', { ...head(finding), datum: finding.date, ...textsOf(finding) });
  }
}
