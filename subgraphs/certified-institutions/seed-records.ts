// Instructions, requests for prolongation and preventive activities: each kind of record as the row that its field of the file gives.
import { earliest, standsWith } from '../kit/stand-in/people.ts';
import { between, onDay, partsOf, told } from '../kit/stand-in/records.ts';
import type { Path, SeedWriter } from '../kit/stand-in/seed-writer.ts';
import type { CertifiedInstitutionSeedCase } from './seed.ts';

export function writeRecords(writer: SeedWriter, own: CertifiedInstitutionSeedCase, path: Path): void {
  const of = standsWith(own);

  own.instructions.forEach((instruction, at) => {
    const here = [...path, 'instructions', at];
    const { givenOn, validUntil, withdrawnOn } = instruction;
    const { parts, internal } = partsOf(writer, instruction, here);
    writer.record(instruction, here, {
      kind: 'instructions',
      persons: of(instruction),
      days: between(givenOn, earliest(validUntil, withdrawnOn)),
      shareable: told({ givenOn, validUntil, withdrawnOn, parts }),
      internal,
    });
  });

  own.prolongationRequests.forEach((request, at) => {
    const here = [...path, 'prolongationRequests', at];
    const { kind, requestedOn, requestedUntil } = request;
    const { parts, internal } = partsOf(writer, request, here);
    writer.record(request, here, {
      kind: 'prolongationRequests',
      persons: of(request),
      days: onDay(requestedOn),
      shareable: told({ kind, requestedOn, requestedUntil, parts }),
      internal,
    });
  });

  own.preventiveActivities.forEach((activity, at) => {
    const { kind, startedOn, endedOn } = activity;
    writer.record(activity, [...path, 'preventiveActivities', at], {
      kind: 'preventiveActivities',
      persons: of(activity),
      days: between(startedOn, endedOn),
      shareable: told({ kind, startedOn, endedOn }),
    });
  });
}
