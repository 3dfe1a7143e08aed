// Who has to say yes to a consent about a person of this age (domain.md 4, the conservative column), and the settings that a jurist may decide otherwise.
import type { LocalDate } from '../../schema/identifiers.ts';
import { ageOn } from './day.ts';

/** Below: those with custody stand in (Jeugdwet 7.3.15-1, Wmo 5.3.3-2). From then on the child's own word is needed (Jeugdwet 7.3.15 e contrario). */
export const OWN_WORD = 12;
/** From then on the young person alone (Jeugdwet 7.3.4, UAVG 5). */
export const ALONE = 16;
export const ADULT = 18;

/** Named settings (policies/switches.json); each is cautious when off. */
export type ConsentRules = {
  /** One holder of custody who says yes suffices for a child under 12, if no other says no. */
  readonly oneHolderSuffices: boolean;
  /** From 12 to 15 the child's word suffices, without those with custody. */
  readonly childDecidesAlone: boolean;
  /** At 16 and 17 those with custody stand in for who cannot weigh it (Jeugdwet 7.3.15-1), as from 12 to 15. */
  readonly custodyStandsInFromSixteen: boolean;
};

export function consentRulesOf(switches: Readonly<Record<string, boolean>> | undefined): ConsentRules {
  return {
    oneHolderSuffices: switches?.['one-custody-holder-suffices'] === true,
    childDecidesAlone: switches?.['child-from-twelve-decides-alone'] === true,
    custodyStandsInFromSixteen: switches?.['custody-stands-in-from-sixteen'] === true,
  };
}

export type Needed = {
  /** The own yes of the person it is about. */
  readonly self: boolean;
  /** Nobody can give it. */
  readonly nobody: boolean;
  /** NONE, every holder of custody, or one of them where no other says no. */
  readonly custody: 'NONE' | 'ALL' | 'ONE';
  /** A representative of an adult who cannot weigh it. */
  readonly representative: boolean;
  /** Two professionals may decide in the place of a holder of custody (Jeugdwet 7.3.4-2, 7.3.15-4). */
  readonly standIn: boolean;
};

/** `birth`: not after `today`. `incapable`: somebody judged that this person cannot weigh it. */
export function neededAt(today: LocalDate, birth: LocalDate, incapable: boolean, rules: ConsentRules): Needed {
  const age = ageOn(today, birth);
  const none = { self: false, nobody: false, custody: 'NONE', representative: false, standIn: false } as const;
  if (age < OWN_WORD) return { ...none, custody: rules.oneHolderSuffices ? 'ONE' : 'ALL' };
  if (age < ALONE) {
    if (incapable) return { ...none, custody: 'ALL' };
    return rules.childDecidesAlone ? { ...none, self: true } : { ...none, self: true, custody: 'ALL', standIn: true };
  }
  if (!incapable) return { ...none, self: true };
  if (age >= ADULT) return { ...none, representative: true };
  return rules.custodyStandsInFromSixteen ? { ...none, custody: 'ALL' } : { ...none, nobody: true };
}
