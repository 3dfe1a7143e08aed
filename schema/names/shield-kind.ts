import type { NamesOf } from './define.ts';

/** What a shield keeps from being seen; no answer tells that one stands. */
export const SHIELD_KINDS = {
  ADDRESS: 'geheim adres',
  LOCATION: 'waar iemand is',
  REPORTER: 'melder',
  CONTACT_BAN: 'contactverbod: in de eigen inzage van wie weg moet blijven',
  HOLD: 'wat de bronhouder zelf achterhoudt',
  OWN_VIEW: 'onveilige eigen inzage',
} as const;
export type ShieldKind = NamesOf<typeof SHIELD_KINDS>;
