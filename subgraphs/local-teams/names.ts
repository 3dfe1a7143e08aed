// The code lists of a local team's file (iJw, CBS Informatieprotocol Jeugd, ZRM 2017): each value with its Dutch term and official code.
import type { NamesOf } from '../../schema/names/define.ts';

/** iJw COD327 verwijzer. */
export const REFERRERS = {
  MUNICIPAL_ACCESS: '01 gemeentelijke toegang',
  GENERAL_PRACTITIONER: '02 huisarts',
  YOUTH_DOCTOR: '03 jeugdarts',
  CERTIFIED_INSTITUTION: '04 gecertificeerde instelling',
  MEDICAL_SPECIALIST: '05 medisch specialist',
  NO_REFERRER: '06 geen verwijzer',
  COURT_OR_PROSECUTOR: '08 rechter, officier van justitie of justitiële jeugdinrichting',
} as const;

/** CBS Jeugd: hulpvorm. */
export const SUPPORT_FORMS = {
  LOCAL_TEAM: '01 hulp door het wijkteam',
  AMBULATORY: '02 ambulante hulp op locatie van de aanbieder',
  DAY_SUPPORT: '03 daghulp op locatie van de aanbieder',
  IN_OWN_NETWORK: '04 hulp in het netwerk van de jeugdige',
  FOSTER_CARE: '11 pleegzorg',
  FAMILY_BASED: '12 gezinsgericht verblijf',
  CLOSED_PLACEMENT: '13 gesloten plaatsing',
  OTHER_RESIDENTIAL: '14 ander verblijf bij de aanbieder',
} as const;

/** CBS Jeugd: reden einde hulptraject. */
export const SUPPORT_END_REASONS = {
  AS_PLANNED: '01 beëindigd volgens plan',
  EARLY_AGREED: '02 voortijdig, in overeenstemming',
  EARLY_BY_CLIENT: '03 voortijdig, eenzijdig door de cliënt',
  EARLY_BY_PROVIDER: '04 voortijdig, eenzijdig door de aanbieder',
  EXTERNAL: '05 externe omstandigheden',
} as const;

/** iJw JZ020 productcategorie. */
export const ALLOCATION_PRODUCTS = {
  RESIDENTIAL_WITH_TREATMENT: '43 verblijf inclusief behandeling',
  RESIDENTIAL: '44 verblijf exclusief behandeling',
  AMBULATORY: '45 ambulante jeugdhulp',
  CRISIS: '46 crisis',
  JUVENILE_PROBATION: '47 jeugdreclassering',
  YOUTH_PROTECTION: '48 jeugdbescherming',
  PREVENTIVE_JUSTICE: '49 preventief justitieel kader',
  CUSTOM: '50 maatwerk',
  BASIC_MENTAL_HEALTH: '51 generalistische basis-ggz',
  SPECIALIST_MENTAL_HEALTH: '52 specialistische ggz',
  PAEDIATRICS: '53 kindergeneeskunde',
  YOUTH_MENTAL_HEALTH: '54 jeugd-ggz',
  NATIONALLY_PURCHASED: '55 landelijk ingekochte zorg',
} as const;
export type AllocationProduct = NamesOf<typeof ALLOCATION_PRODUCTS>;

/** iJw JZ588 reden beëindiging. */
export const ALLOCATION_STOP_REASONS = {
  DECEASED: '02 overleden',
  TEMPORARY: '20 tijdelijk beëindigd',
  AS_PLANNED: '31 volgens plan',
  BY_CLIENT: '32 door de cliënt',
  BY_PROVIDER: '33 door de aanbieder',
  AGREED: '34 in overleg',
  EXTERNAL: '35 externe omstandigheden',
  BY_MUNICIPALITY: '36 door de gemeente',
  CHANGE_REQUEST: '37 verzoek tot wijziging',
  OTHER_PROVIDER: '38 overgang naar andere aanbieder',
  OTHER_DOMAIN: '39 overgang naar ander domein',
} as const;

/** Zelfredzaamheid-Matrix 2017: score over the last 30 days. */
export const SELF_SUFFICIENCY_SCORES = {
  ACUTE_PROBLEMS: '1 acute problematiek',
  NOT_SELF_SUFFICIENT: '2 niet zelfredzaam',
  LIMITED: '3 beperkt zelfredzaam',
  SUFFICIENT: '4 voldoende zelfredzaam',
  FULLY: '5 volledig zelfredzaam',
} as const;

/** The thirteen domains of the ZRM 2017 and the supplement on parenthood: one field of the file each, since they differ in category. */
export const LIFE_DOMAINS = {
  finances: 'financiën',
  workAndEducation: 'werk en opleiding',
  timeUse: 'tijdsbesteding',
  housing: 'huisvesting',
  domesticRelations: 'huiselijke relaties',
  mentalHealth: 'geestelijke gezondheid',
  physicalHealth: 'lichamelijke gezondheid',
  substanceUse: 'middelengebruik',
  basicDailyLiving: 'basale ADL',
  instrumentalDailyLiving: 'instrumentele ADL',
  socialNetwork: 'sociaal netwerk',
  communityParticipation: 'maatschappelijke participatie',
  justice: 'justitie',
  parenthood: 'ouderschap (supplement)',
} as const;

export const JOURNAL_KINDS = {
  HOME_VISIT: 'huisbezoek',
  CONVERSATION: 'gesprek',
  PHONE: 'telefoon',
  MESSAGE: 'bericht',
  CONSULTATION: 'overleg',
} as const;

export const EVENT_KINDS = {
  INTAKE: 'aanmelding',
  SUPPORT_STARTED: 'hulp gestart',
  SUPPORT_ENDED: 'hulp beëindigd',
  PLAN_ADOPTED: 'plan vastgesteld',
  PLAN_EVALUATED: 'plan geëvalueerd',
  MEETING: 'gezinsgesprek',
  OTHER: 'andere gebeurtenis',
  SAFETY_ASSESSED: 'veiligheid beoordeeld',
  SAFETY_PLAN_ADOPTED: 'veiligheidsplan vastgesteld',
} as const;
export type EventKind = NamesOf<typeof EVENT_KINDS>;

/** Events that say something of safety stand in a field of that category. */
export const EVENT_FIELDS: Partial<Record<EventKind, string>> = {
  SAFETY_ASSESSED: 'safetyEvents',
  SAFETY_PLAN_ADOPTED: 'safetyEvents',
};
