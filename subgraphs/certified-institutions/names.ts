// The code lists of a certified institution: CBS Informatieprotocol Beleidsinformatie Jeugd v7 (Regeling Jeugdwet, annex 2), each value with its
// official code and Dutch term; kinds of prolongation and of events are lists of our own.
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { NamesOf } from '../../schema/names/define.ts';

/** CBS: type maatregel. The end of custody is no type: it shows as end reason 05 of a supervision order, and a new 21. */
export const MEASURE_KINDS = {
  SUPERVISION_ORDER: '11 ondertoezichtstelling',
  INTERIM_SUPERVISION_ORDER: '12 voorlopige ondertoezichtstelling',
  GUARDIANSHIP: '21 voogdij',
  INTERIM_GUARDIANSHIP: '22 voorlopige voogdij',
  TEMPORARY_GUARDIANSHIP: '23 tijdelijke voogdij',
} as const;
export type MeasureKind = NamesOf<typeof MEASURE_KINDS>;

/** CBS: reden beëindiging maatregel, 01-07 of a supervision order, 11-15 of guardianship. */
export const MEASURE_END_REASONS = {
  OF_AGE: '01 meerderjarig',
  LIFTED: '02 tussentijdse opheffing',
  NOT_PROLONGED: '03 niet verlengd',
  AS_PLANNED: '04 volgens plan',
  CUSTODY_ENDED: '05 gezagsbeëindigende maatregel',
  DECEASED: '06 overlijden',
  INTERIM_BECAME_ORDER: '07 voorlopige ondertoezichtstelling werd ondertoezichtstelling',
  GUARDIANSHIP_OF_AGE: '11 meerderjarig (voogdij)',
  GUARDIANSHIP_TO_FOSTER_PARENT: '12 voogdij naar pleegouder',
  GUARDIANSHIP_TO_CITIZEN: '13 burgervoogd',
  CUSTODY_RESTORED: '14 herstel van het gezag',
  GUARDIANSHIP_DECEASED: '15 overlijden (voogdij)',
} as const;
export type MeasureEndReason = NamesOf<typeof MEASURE_END_REASONS>;

/** CBS: machtiging. */
export const AUTHORISATION_KINDS = {
  CLOSED_YOUTH_CARE: '71 machtiging gesloten jeugdhulp',
  OUT_OF_HOME_PLACEMENT: '72 machtiging tot uithuisplaatsing (BW 1:265b)',
} as const;

/** CBS: type jeugdreclassering. */
export const PROBATION_KINDS = {
  COMPULSORY_SUPERVISION: '41 toezicht en begeleiding, gedwongen',
  VOLUNTARY_SUPERVISION: '42 toezicht en begeleiding, vrijwillig',
  INTENSIVE_HARD_CORE: '50 ITB Harde Kern',
  INTENSIVE_CRIEM: '51 ITB Criem',
  TRAINING_PROGRAMME: '61 scholings- en trainingsprogramma (STP)',
  BEHAVIOURAL_MEASURE: '62 gedragsbeïnvloedende maatregel (GBM)',
  BEHAVIOURAL_MEASURE_PREPARATION: '63 voorbereiding gedragsbeïnvloedende maatregel',
} as const;
export type ProbationKind = NamesOf<typeof PROBATION_KINDS>;

/** CBS: wijze van beëindiging jeugdreclassering. */
export const PROBATION_END_MANNERS = {
  LOWER_RISK: '41 dynamisch risicoprofiel lager',
  EQUAL_RISK: '42 dynamisch risicoprofiel gelijk',
  HIGHER_RISK: '43 dynamisch risicoprofiel hoger',
  NO_CARE: '51 geen zorg',
  CARE: '52 zorg',
} as const;

/** CBS: preventief justitieel kader. Voluntary: only with the family's consent. */
export const PREVENTIVE_KINDS = { PREVENTIVE: '31 activiteiten in preventief justitieel kader' } as const;

export const PROLONGATION_KINDS = {
  SUPERVISION_ORDER: 'verlenging van de ondertoezichtstelling (BW 1:260)',
  OUT_OF_HOME_PLACEMENT: 'verlenging van de machtiging tot uithuisplaatsing (BW 1:265c)',
} as const;

/**
 * The orders on which the institution may ask others. Deny by default: interim and temporary guardianship (BW 1:241, 1:253r) are not named by
 * a claim, and for voluntary supervision and preparation there is no court order.
 */
export const CLAIM_OF_MEASURE: Readonly<Partial<Record<MeasureKind, ClaimKind>>> = {
  SUPERVISION_ORDER: 'SUPERVISION_ORDER',
  INTERIM_SUPERVISION_ORDER: 'INTERIM_SUPERVISION_ORDER',
  GUARDIANSHIP: 'GUARDIANSHIP',
};
export const CLAIM_OF_PROBATION: Readonly<Partial<Record<ProbationKind, ClaimKind>>> = {
  COMPULSORY_SUPERVISION: 'JUVENILE_PROBATION',
  INTENSIVE_HARD_CORE: 'JUVENILE_PROBATION',
  INTENSIVE_CRIEM: 'JUVENILE_PROBATION',
  TRAINING_PROGRAMME: 'JUVENILE_PROBATION',
  BEHAVIOURAL_MEASURE: 'JUVENILE_PROBATION',
};

export const EVENT_KINDS = {
  FIRST_CONTACT: 'eerste contact met het gezin',
  PLAN_ADOPTED: 'plan van aanpak vastgesteld',
  PLAN_EVALUATED: 'plan van aanpak geëvalueerd',
  MEETING: 'gezinsgesprek',
  PREVENTIVE_STARTED: 'preventieve activiteiten gestart',
  PREVENTIVE_ENDED: 'preventieve activiteiten beëindigd',
  OTHER: 'andere gebeurtenis',
  MEASURE_STARTED: 'maatregel gestart',
  MEASURE_ENDED: 'maatregel beëindigd',
  PLACED_OUT_OF_HOME: 'uithuisplaatsing gestart',
  RETURNED_HOME: 'uithuisplaatsing beëindigd',
  INSTRUCTION_GIVEN: 'schriftelijke aanwijzing gegeven',
  PROLONGATION_REQUESTED: 'verlenging verzocht',
  HEARING: 'zitting',
  SAFETY_ASSESSED: 'veiligheid beoordeeld',
  SAFETY_PLAN_ADOPTED: 'veiligheidsplan vastgesteld',
  PROBATION_STARTED: 'jeugdreclassering gestart',
  PROBATION_ENDED: 'jeugdreclassering beëindigd',
} as const;
export type EventKind = NamesOf<typeof EVENT_KINDS>;

/** Events that tell of a measure, of safety or of criminal law stand in a field of that category. */
export const EVENT_FIELDS: Readonly<Partial<Record<EventKind, string>>> = {
  MEASURE_STARTED: 'measureEvents',
  MEASURE_ENDED: 'measureEvents',
  PLACED_OUT_OF_HOME: 'measureEvents',
  RETURNED_HOME: 'measureEvents',
  INSTRUCTION_GIVEN: 'measureEvents',
  PROLONGATION_REQUESTED: 'measureEvents',
  HEARING: 'measureEvents',
  SAFETY_ASSESSED: 'safetyEvents',
  SAFETY_PLAN_ADOPTED: 'safetyEvents',
  PROBATION_STARTED: 'criminalEvents',
  PROBATION_ENDED: 'criminalEvents',
};
