// Whom a request about one own case may turn to: a union that never depends on what a source holds, nor on whether a consent still stands.
import type { Oin } from '../../schema/identifiers.ts';
import type { Registry } from '../vocabulary/ports.ts';
import type { Holder } from '../vocabulary/registration.ts';
import type { StoredConsent, StoredRelease } from '../vocabulary/stored.ts';

/** Decision record 0010: own organisation, those named in what was given to the caller, the registered ones of the case's region, the register. */
export function holdersFor(
  registry: Registry,
  own: Oin,
  region: string | null,
  named: ReadonlySet<Oin>,
): readonly Holder[] {
  return allHolders(registry).filter(
    ({ organisation, source }) =>
      organisation.oin === own ||
      source === 'PERSONS' ||
      named.has(organisation.oin) ||
      // An organisation without region serves the whole country (RvdK).
      organisation.region === null ||
      organisation.region === region,
  );
}

/** Every registered holder, in the order of OINs: alike for everyone. */
export function allHolders(registry: Registry): readonly Holder[] {
  return registry
    .registrations()
    .flatMap((registration) => registry.holder(registration.organisation.oin) ?? [])
    .sort((left, right) => (left.organisation.oin < right.organisation.oin ? -1 : 1));
}

/**
 * Holders that something given to the caller names: a withdrawn consent still does (else withdrawing would make its holder disappear), one that
 * nobody ever gave does not (else a refusal would make it appear).
 */
export function namedHolders(consents: readonly StoredConsent[], releases: readonly StoredRelease[]): ReadonlySet<Oin> {
  return new Set([
    ...consents
      .filter((consent) => consent.statements.some(({ answer }) => answer === 'GIVEN'))
      .map(({ holder }) => holder),
    ...releases.map(({ holder }) => holder),
  ]);
}
