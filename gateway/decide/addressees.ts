// Whom a question about the members of one own case may concern: the holders of that case, and the gateway's own records.
import type { Oin } from '../../schema/identifiers.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Facts, OwnCase } from '../vocabulary/facts.ts';

export type Addressee = {
  readonly oin: Oin;
  readonly kind: OrganisationKind;
  readonly source: SourceKind;
  /** Signed an emergency profile. */
  readonly emergencyProfile: boolean;
};

/**
 * The gateway's own records (ACCESS) are addressed under an organisation as well: to a professional, under the own organisation, to which the
 * consents were given; to a data subject, under each holder that a consent may concern, alike for everyone.
 */
export function addresseesOf(facts: Facts, ownCase: OwnCase): readonly Addressee[] {
  const holders = facts.holders.get(ownCase.id) ?? [];
  const sources = holders.map(
    ({ organisation: { oin, kind }, source, emergencyProfile }): Addressee => ({ oin, kind, source, emergencyProfile }),
  );
  const { caller } = facts;
  const records: Addressee[] =
    caller.kind === 'DATA_SUBJECT'
      ? sources.filter((to) => to.source !== 'PERSONS').map((to) => ({ ...to, source: 'ACCESS' }))
      : [{ oin: caller.organisation.oin, kind: caller.organisation.kind, source: 'ACCESS', emergencyProfile: false }];
  return [...sources, ...records];
}
