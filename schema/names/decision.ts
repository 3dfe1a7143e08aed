import type { NamesOf } from './define.ts';

export const OUTCOMES = {
  ALLOW: 'open',
  PENDING_RELEASE: 'wacht op vrijgave door de bronhouder',
  NEEDS_NECESSITY: 'noodzaak nog niet vastgelegd',
  DENY: 'gesloten',
} as const;
export type Outcome = NamesOf<typeof OUTCOMES>;

/** The three regimes of the programme: toestemming, bevoegdheden, maatregel; and the right of the data subject. */
export const REGIMES = {
  CONSENT: 'met toestemming van het gezin (T)',
  POWERS: 'met inzet van bevoegdheden (B)',
  MEASURE: 'met een juridische maatregel (M)',
  SUBJECT_RIGHT: 'recht van de betrokkene (R)',
} as const;
export type Regime = NamesOf<typeof REGIMES>;

export const VIAS = {
  INTERNAL: 'eigen organisatie',
  CONSENT: 'toestemming',
  DUTY: 'wettelijke plicht van de bronhouder',
  RELEASE: 'vrijgave door de bronhouder',
  PUSH: 'ongevraagde verstrekking door de bronhouder',
  EMERGENCY: 'noodprocedure',
  OWN: 'eigen inzage',
} as const;
export type Via = NamesOf<typeof VIAS>;

export const INVOLVEMENT_KINDS = {
  LEAD: 'regievoerder',
  TEAM: 'teamlid',
  COVER: 'waarnemer',
  CONSULT: 'geconsulteerd',
} as const;
export type InvolvementKind = NamesOf<typeof INVOLVEMENT_KINDS>;

export const PLAN_KINDS = { FAMILY: 'gezinsplan', SAFETY: 'veiligheidsplan', ACTION: 'plan van aanpak' } as const;
export type PlanKind = NamesOf<typeof PLAN_KINDS>;

export const DANGER_KINDS = {
  VIOLENCE_NOW: 'geweld op dit moment',
  ABDUCTION: 'ontvoering',
  SUICIDE: 'zelfdoding',
  MEDICAL: 'medisch levensgevaar',
  OTHER_LIFE_THREAT: 'ander levensgevaar',
} as const;
export type DangerKind = NamesOf<typeof DANGER_KINDS>;

export const SOURCE_STATUSES = {
  ANSWERED: 'heeft geantwoord',
  NOT_ASKED: 'niet bevraagd',
  UNREACHABLE: 'niet bereikbaar',
} as const;
export type SourceStatus = NamesOf<typeof SOURCE_STATUSES>;
