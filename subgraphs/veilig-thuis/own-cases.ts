// OWN_CASES at /facts: an employee's own cases at this Veilig Thuis organisation, with the claims that its reports and investigations are.
import { z } from 'zod';
import type { OwnCasesAnswer, OwnCasesQuestion } from '../../schema/facts-format.ts';
import { caseId, innerKey, localDate, professionalId } from '../../schema/identifiers.ts';
import { CAPACITIES } from '../../schema/names/capacity.ts';
import { HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import type { CasesQuestion } from './case-system/questions.ts';
import type { CaseSystemClient } from './case-system-client.ts';
import { fromTerm } from './translate.ts';

const period = { vanaf: localDate, tot: localDate.nullable() };
const recorded = {
  nummer: z.string(),
  vastgelegdDoor: professionalId,
  getoetstDoor: professionalId.nullable(),
  betwist: z.boolean(),
};

const ownCase = z.object({
  kenmerk: caseId,
  soortHuishouden: fromTerm(HOUSEHOLD_KINDS),
  regio: z.string(),
  geopendOp: localDate,
  geslotenOp: localDate.nullable(),
  betrokkenheid: z.array(
    z.object({
      medewerker: professionalId,
      team: z.string().nullable(),
      soort: fromTerm(INVOLVEMENT_KINDS),
      ...period,
    }),
  ),
  betrokkenen: z.array(
    z.object({
      sleutel: innerKey,
      geregistreerd: z.boolean(),
      hoedanigheden: z.array(fromTerm(CAPACITIES)).min(1),
      ...period,
    }),
  ),
  meldingen: z.array(z.object({ ...recorded, ontvangenOp: localDate })),
  onderzoeken: z.array(z.object({ ...recorded, gestartOp: localDate, afgerondOp: localDate.nullable() })),
});
const casesAnswer = z.object({ casussen: z.array(ownCase) });

type Case = OwnCasesAnswer['cases'][number];
type Claim = Case['claims'][number];

/** A case of Veilig Thuis starts with a report, and stays that whatever follows: claims tell what was started. */
export async function ownCases(client: CaseSystemClient, question: OwnCasesQuestion): Promise<OwnCasesAnswer> {
  const asked: CasesQuestion = {
    medewerker: question.professional,
    keuze: choiceOf(question.select),
    ...(question.anyone === true ? { crisisdienst: true } : {}),
  };
  const { casussen } = await client.ask('/medewerkers/casussen', asked, casesAnswer);
  return { cases: casussen.map(caseOf) };
}

function choiceOf(select: OwnCasesQuestion['select']): CasesQuestion['keuze'] {
  if ('household' in select) return { casus: select.household };
  return 'bsn' in select ? { bsn: select.bsn, op: select.on } : { alle: true };
}

function caseOf(one: z.infer<typeof ownCase>): Case {
  return {
    id: one.kenmerk,
    kind: 'REPORT',
    householdKind: one.soortHuishouden,
    openedOn: one.geopendOp,
    closedOn: one.geslotenOp,
    region: one.regio,
    involvement: one.betrokkenheid.map(({ medewerker, team, soort, vanaf, tot }) => ({
      professional: medewerker,
      team,
      kind: soort,
      from: vanaf,
      until: tot,
    })),
    persons: one.betrokkenen.map(({ sleutel, geregistreerd, hoedanigheden, vanaf, tot }) => ({
      id: sleutel,
      registered: geregistreerd,
      capacities: hoedanigheden,
      from: vanaf,
      until: tot,
    })),
    claims: [
      ...one.meldingen.map((report) => claimOf('REPORT_RECEIVED', report, report.ontvangenOp, one.geslotenOp)),
      ...one.onderzoeken.map((found) => claimOf('INVESTIGATION_STARTED', found, found.gestartOp, found.afgerondOp)),
    ],
  };
}

/** About the case as a whole: Wmo 2015 5.1.6 lid 2 speaks of all persons involved. */
function claimOf(
  kind: Claim['kind'],
  {
    nummer,
    vastgelegdDoor,
    getoetstDoor,
    betwist,
  }: Pick<z.infer<typeof ownCase>['meldingen'][number], keyof typeof recorded>,
  from: Claim['from'],
  until: Claim['until'],
): Claim {
  return {
    kind,
    number: nummer,
    date: from,
    about: null,
    recordedBy: vastgelegdDoor,
    reviewedBy: getoetstDoor,
    contested: betwist,
    from,
    until,
  };
}
