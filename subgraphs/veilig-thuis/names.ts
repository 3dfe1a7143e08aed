// The code lists of Veilig Thuis: English names as the graph shows them, with the Dutch term as its case system writes it.
// Where the CBS Informatieprotocol (Uitvoeringsregeling Wmo 2015, annex A, 2015 version) numbers the values, the code stands first.
import type { NamesOf } from '../../schema/names/define.ts';

/** CBS aanleiding van de melding. */
export const REPORT_REASONS = {
  PARTNER_VIOLENCE: '01 (ex-)partnergeweld',
  HONOUR_RELATED_VIOLENCE: '02 eergerelateerd geweld',
  ELDER_ABUSE: '03 ouderenmishandeling of ontspoorde zorg',
  VIOLENCE_AGAINST_PARENTS: '04 geweld tegen ouders jonger dan 65 door kinderen',
  FORCED_MARRIAGE: '05 huwelijksdwang of achterlating',
  CHILD_CHECK: '06 kindermishandeling: kindcheck',
  CONFLICT_DIVORCE: '07 kindermishandeling: vechtscheiding',
  CHILD_ABUSE_OTHER: '08 kindermishandeling: anders',
  DOMESTIC_VIOLENCE_OTHER: '09 huiselijk geweld: anders',
} as const;
export type ReportReason = NamesOf<typeof REPORT_REASONS>;

/** CBS aard van het geweld; several may apply. */
export const VIOLENCE_NATURES = {
  PHYSICAL_ABUSE: '01 lichamelijke mishandeling',
  PHYSICAL_NEGLECT: '02 lichamelijke verwaarlozing',
  PSYCHOLOGICAL_VIOLENCE: '03 psychisch geweld',
  AFFECTIVE_NEGLECT: '04 affectieve verwaarlozing',
  PEDAGOGICAL_NEGLECT: '05 pedagogische verwaarlozing',
  SEXUAL_ABUSE: '06 seksueel misbruik',
  FINANCIAL_EXPLOITATION: '07 financiële uitbuiting',
  WITNESS_OF_VIOLENCE: '08 getuige van geweld in het gezin',
  MUNCHHAUSEN_BY_PROXY: '09 münchhausen by proxy',
  FEMALE_GENITAL_MUTILATION: '10 vrouwelijke genitale verminking',
  OTHER: '11 anders',
} as const;
export type ViolenceNature = NamesOf<typeof VIOLENCE_NATURES>;

/** CBS hoedanigheid van de melder: labels only. */
export const REPORTER_CAPACITIES = {
  GENERAL_PRACTITIONER: 'huisarts',
  PAEDIATRICIAN: 'kinderarts',
  GERIATRICIAN: 'geriater',
  MENTAL_HEALTH_CARE: 'GGZ',
  CARE_OTHER: 'zorg anders',
  SCHOOL: 'basis- of voortgezet onderwijs',
  EDUCATION_OTHER: 'onderwijs anders',
  LOCAL_FIELD: 'lokaal veld',
  CERTIFIED_INSTITUTION: 'gecertificeerde instelling',
  YOUTH_CARE_OTHER: 'jeugdzorg anders',
  CHILD_DAY_CARE: 'kinderopvang',
  POLICE: 'politie',
  JUSTICE: 'justitie',
  PROFESSIONAL_OTHER: 'beroepsmatig anders',
  INVOLVED_YOUTH: 'direct betrokken jeugdige',
  INVOLVED_ADULT: 'direct betrokken volwassene',
  FAMILY_MEMBER: 'familielid',
  SOCIAL_NETWORK: 'sociaal netwerk',
  NEIGHBOUR: 'buurtbewoner',
  VOLUNTEER: 'vrijwilliger',
  PRIVATE_OTHER: 'niet-beroepsmatig anders',
} as const;
export type ReporterCapacity = NamesOf<typeof REPORTER_CAPACITIES>;

export const REPORTER_KINDS = { REPORTER: 'melder', INFORMANT: 'informant' } as const;
export type ReporterKind = NamesOf<typeof REPORTER_KINDS>;

/** CBS besluit na triage, within five days. */
export const TRIAGE_DECISIONS = {
  INVESTIGATION: 'onderzoek door Veilig Thuis',
  TRANSFER: 'overdracht aan derden',
  TURNED_INTO_ADVICE: 'melding omgezet in advies',
  NO_FOLLOW_UP: 'geen vervolg',
} as const;
export type TriageDecision = NamesOf<typeof TRIAGE_DECISIONS>;

/** CBS overdracht aan. */
export const TRANSFER_DESTINATIONS = {
  LOCAL_FIELD: 'lokaal veld',
  CLIENT_SYSTEM: 'cliëntsysteem',
  RVDK: 'Raad voor de Kinderbescherming',
  POLICE_OR_PROSECUTION: 'politie of OM',
  YOUTH_CARE_PROVIDER: 'jeugdhulpaanbieder',
  CERTIFIED_INSTITUTION: 'gecertificeerde instelling',
  WOMENS_SHELTER: 'vrouwenopvang',
  HOMELESS_SHELTER: 'maatschappelijke opvang',
  YOUTH_MENTAL_HEALTH_CARE: 'jeugd-GGZ',
  ADULT_MENTAL_HEALTH_CARE: 'volwassenen-GGZ',
  HOME_CARE: 'thuiszorg',
  ADDICTION_CARE: 'verslavingszorg',
  GENERAL_PRACTICE: 'POH of huisarts',
  ADULT_AMBULATORY_CARE: 'ambulante hulp aan volwassenen',
  HELP_ALREADY_PRESENT: 'hulp al aanwezig',
  RESTRAINING_ORDER: 'Wet tijdelijk huisverbod',
  OTHER: 'anders',
} as const;
export type TransferDestination = NamesOf<typeof TRANSFER_DESTINATIONS>;

/** CBS uitkomst van het onderzoek. The 2015 protocol numbers eight of these nine, so no code is given. */
export const INVESTIGATION_OUTCOMES = {
  NO_DOMESTIC_VIOLENCE: 'geen huiselijk geweld',
  DOMESTIC_VIOLENCE_NOT_CONFIRMED: 'huiselijk geweld niet bevestigd',
  DOMESTIC_VIOLENCE_CONFIRMED: 'huiselijk geweld bevestigd',
  NO_CHILD_ABUSE: 'geen kindermishandeling',
  CHILD_ABUSE_NOT_CONFIRMED: 'kindermishandeling niet bevestigd',
  CHILD_ABUSE_CONFIRMED: 'kindermishandeling bevestigd',
  CLOSED_WHEREABOUTS_UNKNOWN: 'afgesloten: onbekende bestemming',
  CLOSED_MOVED: 'afgesloten: verhuizing',
  CLOSED_DECEASED: 'afgesloten: overleden',
} as const;
export type InvestigationOutcome = NamesOf<typeof INVESTIGATION_OUTCOMES>;

/** Services after triage (Handelingsprotocol Veilig Thuis 2019). */
export const FOLLOW_UP_SERVICES = {
  CONDITIONS_AND_FOLLOW_UP: 'voorwaarden en vervolg',
  MONITORING: 'monitorfunctie',
} as const;
export type FollowUpService = NamesOf<typeof FOLLOW_UP_SERVICES>;

/** How a service ended: a list of our own, the protocol has none. */
export const FOLLOW_UP_DECISIONS = {
  CONTINUED: 'voortgezet',
  CLOSED: 'afgesloten',
  INVESTIGATION: 'alsnog onderzoek',
  CHILD_PROTECTION_REQUEST: 'verzoek tot onderzoek aan de Raad',
} as const;
export type FollowUpDecision = NamesOf<typeof FOLLOW_UP_DECISIONS>;

/** Kinds of contact moment: a list of our own. */
export const CONTACT_MOMENT_KINDS = {
  CONVERSATION: 'gesprek met betrokkenen',
  PHONE: 'telefonisch',
  PROFESSIONAL: 'navraag bij een professional',
  NO_CONTACT: 'geen contact gekregen',
} as const;
export type ContactMomentKind = NamesOf<typeof CONTACT_MOMENT_KINDS>;

/** What a safety notice says: a closed list, so that no ground can slip in. */
export const NOTICE_INSTRUCTIONS = {
  KEEP_APART: 'breng deze personen niet samen; bel eerst',
  CALL_FIRST: 'bel eerst, voordat u contact legt',
} as const;
export type NoticeInstruction = NamesOf<typeof NOTICE_INSTRUCTIONS>;

/** PlanStatus of the shared graph, as the case system writes it. */
export const PLAN_STATUSES = { DRAFT: 'concept', ADOPTED: 'vastgesteld', CLOSED: 'afgesloten' } as const;
export type PlanStatus = NamesOf<typeof PLAN_STATUSES>;
