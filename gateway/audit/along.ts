// The end of a walk in; out, what is kept along with its record. From what opened and from registrations, never from what a source holds, and shielded
// cells count as opened: a task tells of no shield.
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { Along, Look, Try } from '../vocabulary/along.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import { instantOf } from '../vocabulary/clock.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { RootAsk } from '../vocabulary/operation.ts';
import type { WalkEnd } from '../vocabulary/record.ts';
import { partsOf } from './record-keys.ts';

const NOTHING: Along = { looks: [], tries: [] };
/** Roots that name somebody or something: a list of one's own names nobody. */
const NAMING: ReadonlySet<RootAsk['kind']> = new Set<RootAsk['kind']>(['HOUSEHOLD', 'HOUSEHOLDS_OF']);

export function alongOf(end: WalkEnd): Along {
  const { caller, facts } = end;
  if (caller?.kind !== 'PROFESSIONAL' || facts === null) return NOTHING;
  return { looks: looksIn(end, caller, facts), tries: triesIn(end, caller, facts) };
}

/** The register is no case file, and at the own organisation nobody has to be told. A holder that was not reached told nothing. */
function looksIn(
  { verified, refusal, clock }: WalkEnd,
  { organisation }: ProfessionalCaller,
  facts: Facts,
): readonly Look[] {
  if (verified === null || refusal !== null) return [];
  const { opened, decision } = verified.asked;
  const reached = new Set(verified.holders.flatMap(({ holder, status }) => (status === 'ANSWERED' ? [holder] : [])));
  const found = new Map<string, Omit<Look, 'claims'> & { readonly kinds: Set<ClaimKind> }>();
  for (const key of opened) {
    const decided = decision.cells.get(key);
    if (decided?.verdict.outcome !== 'ALLOW') continue;
    const { cell, verdict } = decided;
    if (verdict.regime !== 'POWERS' && verdict.regime !== 'MEASURE') continue;
    const { subject, holder, source } = cell;
    if (holder === organisation.oin || source === 'PERSONS' || source === 'ACCESS' || !reached.has(holder)) continue;
    const pair = `${subject}|${holder}`;
    let look = found.get(pair);
    if (look === undefined) {
      const when = { today: clock.today, at: instantOf(clock.domain) };
      look = { organisation: organisation.oin, ...partsOf(subject), holder, ...when, kinds: new Set() };
      found.set(pair, look);
    }
    for (const kind of verdict.claims ?? []) look.kinds.add(kind);
  }
  return [...found.values()].map(({ kinds, ...look }) => ({
    ...look,
    claims: (facts.cases.get(look.ownCase)?.claims ?? []).filter(({ kind }) => kinds.has(kind)),
  }));
}

function triesIn(
  { reading, clock }: WalkEnd,
  { organisation, professional }: ProfessionalCaller,
  facts: Facts,
): readonly Try[] {
  const missed = (reading?.roots ?? []).filter(
    ({ kind, key }) => NAMING.has(kind) && (facts.roots.get(key)?.cases ?? []).length === 0,
  );
  return missed.map(() => ({
    organisation: organisation.oin,
    professional,
    today: clock.today,
    at: instantOf(clock.domain),
  }));
}
