import type { NamesOf } from './define.ts';

/** How somebody is told. */
export const INFORM_CHANNELS = {
  IN_PERSON: 'in een gesprek',
  PHONE: 'telefonisch',
  LETTER: 'per brief',
  EMAIL: 'per e-mail',
  PORTAL: 'in het cliëntportaal',
} as const;
export type InformChannel = NamesOf<typeof INFORM_CHANNELS>;

export const DUTY_STATES = {
  OPEN: 'nog te informeren',
  DELAYED: 'uitgesteld',
  DONE: 'geïnformeerd',
} as const;
export type DutyState = NamesOf<typeof DUTY_STATES>;
