// Requests for investigation and what came of them: each request is also the claim on which the Raad asks others (Jeugdwet 3.1). Whoever
// reported or informed stands apart.
import { stableId } from '../kit/stable-id.ts';
import { earliest, standsWith, writeClaim } from '../kit/stand-in/people.ts';
import { between, partsOf, type Texts, told } from '../kit/stand-in/records.ts';
import type { Days, Path, SeedWriter } from '../kit/stand-in/seed-writer.ts';
import { SUBMITTER_OF } from './names.ts';
import type { RvdkSeedCase } from './seed.ts';

export function writeRequests(writer: SeedWriter, own: RvdkSeedCase, caseId: string, path: Path): void {
  const of = standsWith(own);

  own.requests.forEach((request, at) => {
    const here = [...path, 'requests', at];
    const { number, receivedOn, closedOn, submittedBy, viaCorv, urgent, familyInformedOn } = request;
    const { recordedBy, reviewedBy, contested } = request;
    const days = between(receivedOn, closedOn);
    const { parts, internal } = partsOf(writer, request, here, withKind);
    writer.record(request, here, {
      kind: 'requests',
      persons: of(request),
      days,
      shareable: told({
        number,
        receivedOn,
        closedOn,
        submitter: SUBMITTER_OF[submittedBy],
        submittingOrganisation: submittedBy,
        viaCorv,
        urgent,
        familyInformed: familyInformedOn !== undefined,
        familyInformedOn,
        parts,
      }),
      internal,
    });
    const until = earliest(closedOn, own.closedOn);
    const period = { date: receivedOn, from: receivedOn, until };
    const claim = { kind: 'CHILD_PROTECTION_REQUEST', number, recordedBy, reviewedBy, contested, ...period } as const;
    writeClaim(writer, caseId, claim, here);
    writeReporters(writer, request, request.reporters, 'REPORTER', { persons: of(request), days }, here);
  });

  own.investigations.forEach((investigation, at) => {
    const here = [...path, 'investigations', at];
    const { number, kind, startedOn, completedOn } = investigation;
    const days = between(startedOn, completedOn);
    const { parts, internal } = partsOf(writer, investigation, here, withKind);
    writer.record(investigation, here, {
      kind: 'investigations',
      persons: of(investigation),
      days,
      shareable: told({ number, kind, startedOn, completedOn, parts }),
      internal,
    });
    writeReporters(
      writer,
      investigation,
      investigation.informants,
      'INFORMANT',
      { persons: of(investigation), days },
      here,
    );
  });
}

/** A part that tells who reported or informed stays inside the organisation. */
export function withKind(part: Texts & { readonly identifiesReporter: boolean; readonly kind?: string }) {
  return { kind: part.kind, ...(part.identifiesReporter ? { heldFrom: 'OTHER_ORGANISATIONS' } : {}) };
}

interface Reporter {
  readonly capacity: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly approvedOn?: string | undefined;
}

/** Held from every other organisation, whatever a grant says. */
function writeReporters(
  writer: SeedWriter,
  { slug }: { readonly slug: string },
  reporters: readonly Reporter[],
  kind: 'REPORTER' | 'INFORMANT',
  stands: { readonly persons: readonly string[]; readonly days: Days },
  path: Path,
): void {
  const ofRecord = stableId(writer.holder.oin, slug);
  const list = kind === 'REPORTER' ? 'reporters' : 'informants';
  reporters.forEach(({ capacity, name, phone, approvedOn }, at) => {
    writer.record({ slug: `${slug}-${list}-${at}`, held: true }, [...path, list, at], {
      kind: 'reporters',
      ...stands,
      shareable: told({ ofRecord, kind, capacity, name, phone, approvedOn }),
    });
  });
}
