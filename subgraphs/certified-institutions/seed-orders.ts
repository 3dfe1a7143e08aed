// Measures, authorisations and juvenile probation, each with its court orders. An order in force is the claim on which the institution asks
// others: it ends on its last day, also while its prolongation is waited for.
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import { earliest, writeClaim } from '../kit/stand-in/people.ts';
import { between, told } from '../kit/stand-in/records.ts';
import type { Path, SeedWriter } from '../kit/stand-in/seed-writer.ts';
import { CLAIM_OF_MEASURE, CLAIM_OF_PROBATION } from './names.ts';
import type { CertifiedInstitutionSeedCase, SeedOrder } from './seed.ts';

export function writeOrders(writer: SeedWriter, own: CertifiedInstitutionSeedCase, caseId: string, path: Path): void {
  const write = (field: string, at: number, one: Ordered, said: object, claim: ClaimKind | undefined): void => {
    const here = [...path, field, at];
    const { person, startedOn, endedOn, orders } = one;
    writer.record(one, here, {
      kind: field,
      persons: [person],
      days: between(startedOn, endedOn),
      shareable: told({ ...said, startedOn, endedOn, orders: newestFirst(orders).map(orderTold) }),
    });
    if (claim === undefined) return;
    orders.forEach((order, place) => {
      const { number, decidedOn, validFrom, validUntil, recordedBy, reviewedBy, contested } = order;
      const period = { date: decidedOn, from: validFrom, until: earliest(validUntil, endedOn, own.closedOn) };
      const whose = { kind: claim, number, about: person, recordedBy, reviewedBy, contested };
      writeClaim(writer, caseId, { ...whose, ...period }, [...here, 'orders', place]);
    });
  };

  own.measures.forEach((measure, at) => {
    const { kind, firstContactOn, receivedByTransfer, endReason } = measure;
    write('measures', at, measure, { kind, firstContactOn, receivedByTransfer, endReason }, CLAIM_OF_MEASURE[kind]);
  });
  own.authorisations.forEach((authorisation, at) => {
    write('authorisations', at, authorisation, { kind: authorisation.kind }, undefined);
  });
  own.juvenileProbation.forEach((probation, at) => {
    const { kind, endManner } = probation;
    write('juvenileProbation', at, probation, { kind, endManner }, CLAIM_OF_PROBATION[kind]);
  });
}

type Ordered = Pick<
  CertifiedInstitutionSeedCase['authorisations'][number],
  'slug' | 'origin' | 'held' | 'person' | 'startedOn' | 'endedOn' | 'orders'
>;

const newestFirst = (orders: readonly SeedOrder[]): readonly SeedOrder[] =>
  orders.toSorted((one, other) => (one.decidedOn < other.decidedOn ? 1 : -1));

const orderTold = ({ number, court, decidedOn, validFrom, validUntil }: SeedOrder): object =>
  told({ number, court, decidedOn, validFrom, validUntil });
