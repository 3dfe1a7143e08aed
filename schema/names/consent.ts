import type { NamesOf } from './define.ts';

/** By which way an answer about a consent came. */
export const CONSENT_CHANNELS = {
  SIGNED_PAPER: 'ondertekend papier',
  SPOKEN: 'mondeling, met een notitie',
  OWN_LOGIN: 'met een eigen login',
} as const;
export type ConsentChannel = NamesOf<typeof CONSENT_CHANNELS>;

/** Who answers for an adult who cannot weigh it (Jeugdwet 7.3.15 lid 2 en 3). */
export const REPRESENTATIVE_KINDS = {
  CURATOR: 'curator',
  MENTOR: 'mentor',
  ATTORNEY: 'schriftelijk gemachtigde',
  PARTNER_OR_FAMILY: 'partner, ouder, kind, broer of zus',
  ADMINISTRATOR: 'bewindvoerder: alleen over geld',
} as const;
export type RepresentativeKind = NamesOf<typeof REPRESENTATIVE_KINDS>;

/** Why two professionals decide in the place of one with custody (Jeugdwet 7.3.4 lid 2, 7.3.15 lid 4). */
export const STAND_IN_REASONS = {
  GRAVE_HARM: 'ernstig nadeel voor de jeugdige',
  CONSIDERED_WISH: 'weloverwogen wens van de jeugdige',
} as const;
export type StandInReason = NamesOf<typeof STAND_IN_REASONS>;
