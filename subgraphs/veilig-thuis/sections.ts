// Per field of VeiligThuisFile: the section of the case system it is read from, and how one of its rows becomes a row of the kit.
import { z } from 'zod';
import type { LocalDate } from '../../schema/identifiers.ts';
import { innerKey, localDate, oin } from '../../schema/identifiers.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import type { SourceRow } from '../kit/source.ts';
import type { Section } from './case-system/questions.ts';
import * as names from './names.ts';
import { fromCode, fromTerm, professional } from './translate.ts';

/** A row of one section, translated; `persons`: in whose files it stands. */
export type TranslatedRow = Omit<SourceRow, 'kind' | 'subject'> & { readonly persons: readonly SourceRow['subject'][] };

export interface SectionReader {
  readonly section: Section;
  readonly row: z.ZodType<TranslatedRow>;
}

const text = z.string().nullable();
const date = localDate.nullable();
const persons = z.array(innerKey).min(1);

const limited = { voor: persons, herkomst: oin.nullable(), achtergehouden: z.boolean() };
const identified = { ...limited, kenmerk: z.string().min(1) };
type Limited = z.infer<z.ZodObject<typeof limited>>;

/** A professional's hold (`achtergehouden`) keeps a row inside the own organisation. */
function translated(
  { voor, herkomst, achtergehouden }: Limited,
  days: { from: LocalDate | null; until: LocalDate | null },
  value: unknown,
  about: TranslatedRow['about'] = [],
): TranslatedRow {
  const heldFrom = achtergehouden ? 'OTHER_ORGANISATIONS' : 'NOBODY';
  return { persons: voor, origin: herkomst, heldFrom, ...days, about, needs: [], value };
}
const onDay = (day: LocalDate) => ({ from: day, until: day });

const part = z.object({
  kenmerk: z.string(),
  over: persons,
  aarden: z.array(fromCode(names.VIOLENCE_NATURES)),
  uitkomst: text,
  onderwerp: text,
  tekst: text,
  ingestemd: z.array(innerKey),
});

const involvement = z
  .object({
    ...limited,
    soort: fromTerm(INVOLVEMENT_KINDS),
    team: text,
    vanaf: localDate,
    tot: date,
    medewerker: professional.nullable(),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.vanaf, until: row.tot },
      { kind: row.soort, professional: row.medewerker, team: row.team, from: row.vanaf, until: row.tot },
    ),
  );

const contact = z
  .object({
    ...identified,
    vast: z.boolean(),
    team: text,
    vanaf: localDate,
    tot: date,
    medewerker: professional.nullable(),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.vanaf, until: row.tot },
      { recordId: row.kenmerk, fixed: row.vast, professional: row.medewerker, team: row.team },
    ),
  );

const plan = (kind: 'ACTION' | 'SAFETY') =>
  z
    .object({
      ...identified,
      status: fromTerm(names.PLAN_STATUSES),
      geldigVan: date,
      geldigTot: date,
      delen: z.array(part),
    })
    .transform((row) =>
      translated(
        row,
        { from: row.geldigVan, until: row.geldigTot },
        {
          recordId: row.kenmerk,
          kind,
          status: row.status,
          validFrom: row.geldigVan,
          validUntil: row.geldigTot,
          parts: row.delen.map(({ kenmerk, over, onderwerp, tekst, ingestemd }) => ({
            id: kenmerk,
            about: over,
            heading: onderwerp,
            text: tekst,
            agreedWith: ingestemd,
          })),
        },
      ),
    );

const event = z.object({ ...identified, datum: localDate, soort: z.string() }).transform((row) =>
  translated(row, onDay(row.datum), {
    recordId: row.kenmerk,
    date: row.datum,
    kind: row.soort,
    title: row.soort.charAt(0).toUpperCase() + row.soort.slice(1),
  }),
);

const transfer = z.object({ kenmerk: z.string(), over: persons, aan: fromTerm(names.TRANSFER_DESTINATIONS) });
type Destination = z.infer<typeof transfer>['aan'];

/** Where a destination says more than "handed over": whereabouts, health, or criminal law. */
const TELLS: Partial<Record<Destination, 'shelterTransfers' | 'careTransfers' | 'justiceTransfers'>> = {
  WOMENS_SHELTER: 'shelterTransfers',
  HOMELESS_SHELTER: 'shelterTransfers',
  YOUTH_MENTAL_HEALTH_CARE: 'careTransfers',
  ADULT_MENTAL_HEALTH_CARE: 'careTransfers',
  HOME_CARE: 'careTransfers',
  ADDICTION_CARE: 'careTransfers',
  GENERAL_PRACTICE: 'careTransfers',
  POLICE_OR_PROSECUTION: 'justiceTransfers',
  RESTRAINING_ORDER: 'justiceTransfers',
};

const triage = z
  .object({ datum: localDate, besluit: fromTerm(names.TRIAGE_DECISIONS), overdrachten: z.array(transfer) })
  .transform(({ datum, besluit, overdrachten }) => {
    const listed = (list: string) =>
      overdrachten
        .filter(({ aan }) => (TELLS[aan] ?? 'transfers') === list)
        .map(({ kenmerk, over, aan }) => ({ id: kenmerk, about: over, to: aan }));
    return {
      decidedOn: datum,
      decision: besluit,
      transfers: listed('transfers'),
      shelterTransfers: listed('shelterTransfers'),
      careTransfers: listed('careTransfers'),
      justiceTransfers: listed('justiceTransfers'),
    };
  });

const report = z
  .object({
    ...identified,
    nummer: z.string(),
    ontvangenOp: localDate,
    aanleiding: fromCode(names.REPORT_REASONS),
    triage: triage.nullable(),
    delen: z.array(part),
  })
  .transform((row) =>
    translated(row, onDay(row.ontvangenOp), {
      recordId: row.kenmerk,
      number: row.nummer,
      receivedOn: row.ontvangenOp,
      triage: row.triage,
      // The reason says something about everyone it is about, so it stands in the parts and not on the report.
      parts: row.delen.map(({ kenmerk, over, aarden, onderwerp, tekst }) => ({
        id: kenmerk,
        about: over,
        reason: row.aanleiding,
        natures: aarden,
        heading: onderwerp,
        text: tekst,
      })),
    }),
  );

const assessment = z
  .object({
    ...identified,
    datum: localDate,
    instrument: z.string(),
    versie: text,
    geldigTot: date,
    afnemer: professional.nullable(),
    delen: z.array(part),
  })
  .transform((row) =>
    translated(row, onDay(row.datum), {
      recordId: row.kenmerk,
      date: row.datum,
      instrument: row.instrument,
      version: row.versie,
      validUntil: row.geldigTot,
      assessedBy: row.afnemer,
      parts: row.delen.map(({ kenmerk, over, uitkomst, tekst }) => ({
        id: kenmerk,
        about: over,
        outcome: uitkomst,
        text: tekst,
      })),
    }),
  );

const investigation = z
  .object({
    ...identified,
    nummer: z.string(),
    gestartOp: localDate,
    afgerondOp: date,
    delen: z.array(part.extend({ uitkomst: fromTerm(names.INVESTIGATION_OUTCOMES).nullable() })),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.gestartOp, until: row.afgerondOp },
      {
        recordId: row.kenmerk,
        number: row.nummer,
        startedOn: row.gestartOp,
        completedOn: row.afgerondOp,
        parts: row.delen.map(({ kenmerk, over, uitkomst, onderwerp, tekst }) => ({
          id: kenmerk,
          about: over,
          outcome: uitkomst,
          heading: onderwerp,
          text: tekst,
        })),
      },
    ),
  );

const contactMoment = z
  .object({
    kenmerk: z.string(),
    over: persons,
    datum: localDate,
    soort: fromTerm(names.CONTACT_MOMENT_KINDS),
    tekst: text,
  })
  .transform(({ kenmerk, over, datum, soort, tekst }) => ({
    id: kenmerk,
    about: over,
    ...onDay(datum),
    date: datum,
    kind: soort,
    text: tekst,
  }));

const followUp = z
  .object({
    ...identified,
    dienst: fromTerm(names.FOLLOW_UP_SERVICES),
    gestartOp: localDate,
    beeindigdOp: date,
    besluit: fromTerm(names.FOLLOW_UP_DECISIONS).nullable(),
    contactmomenten: z.array(contactMoment),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.gestartOp, until: row.beeindigdOp },
      {
        recordId: row.kenmerk,
        service: row.dienst,
        startedOn: row.gestartOp,
        endedOn: row.beeindigdOp,
        decision: row.besluit,
        contactMoments: row.contactmomenten,
      },
    ),
  );

const restrainingOrder = z
  .object({
    ...identified,
    over: persons,
    besluitdatum: localDate,
    einddatum: localDate,
    verlengd: z.boolean(),
    rihg: text,
  })
  .transform((row) =>
    translated(
      row,
      { from: row.besluitdatum, until: row.einddatum },
      {
        recordId: row.kenmerk,
        about: row.over,
        decidedOn: row.besluitdatum,
        endsOn: row.einddatum,
        extended: row.verlengd,
        riskOutcome: row.rihg,
      },
      row.over,
    ),
  );

const medicalFinding = z
  .object({ ...identified, over: persons, datum: localDate, tekst: text })
  .transform((row) =>
    translated(
      row,
      onDay(row.datum),
      { recordId: row.kenmerk, about: row.over, date: row.datum, text: row.tekst },
      row.over,
    ),
  );

const safetyNotice = z
  .object({
    ...identified,
    over: persons,
    instructie: fromTerm(names.NOTICE_INSTRUCTIONS),
    vanaf: localDate,
    tot: date,
    bellen: professional,
  })
  .transform((row) =>
    translated(
      row,
      { from: row.vanaf, until: row.tot },
      {
        recordId: row.kenmerk,
        about: row.over,
        instruction: row.instructie,
        call: row.bellen,
        validFrom: row.vanaf,
        validUntil: row.tot,
      },
      row.over,
    ),
  );

const reporter = z
  .object({
    ...identified,
    datum: localDate,
    soort: fromTerm(names.REPORTER_KINDS),
    stuk: z.string(),
    hoedanigheid: fromTerm(names.REPORTER_CAPACITIES),
    naam: text,
    telefoon: text,
  })
  .transform((row) =>
    translated(row, onDay(row.datum), {
      recordId: row.kenmerk,
      ofRecord: row.stuk,
      kind: row.soort,
      capacity: row.hoedanigheid,
      name: row.naam,
      phone: row.telefoon,
    }),
  );

export const SECTION_OF: Readonly<Record<string, SectionReader>> = {
  involvement: { section: 'betrokkenheid', row: involvement },
  contacts: { section: 'contactpersonen', row: contact },
  plans: { section: 'plannen', row: plan('ACTION') },
  safetyPlans: { section: 'veiligheidsplannen', row: plan('SAFETY') },
  events: { section: 'gebeurtenissen', row: event },
  reports: { section: 'meldingen', row: report },
  assessments: { section: 'veiligheidsbeoordelingen', row: assessment },
  investigations: { section: 'onderzoeken', row: investigation },
  followUps: { section: 'vervolgtrajecten', row: followUp },
  restrainingOrders: { section: 'huisverboden', row: restrainingOrder },
  medicalFindings: { section: 'medischeBevindingen', row: medicalFinding },
  safetyNotices: { section: 'veiligheidsberichten', row: safetyNotice },
  reporters: { section: 'beschermdDeel', row: reporter },
};
