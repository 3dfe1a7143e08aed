// One professional asked about for one purpose, through the rooms of a walk: gather, decide, shield. No holder is asked for data.
import type { CompiledPolicy } from '../decide/compile.ts';
import type { Gather } from '../gather/gather.ts';
import { shield } from '../shield/shield.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { CellKey, Decision } from '../vocabulary/decision.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { Reading } from '../vocabulary/operation.ts';
import type { Store } from '../vocabulary/ports.ts';
import type { CallPart } from '../vocabulary/record.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import type { Visit } from '../vocabulary/visit.ts';

export type PartRooms = {
  readonly gather: Gather;
  readonly policy: () => CompiledPolicy;
  readonly store: Pick<Store, 'shields'>;
};
export type Decided = CallPart & { readonly facts: Facts; readonly decision: Decision; readonly asked: Asked };

/**
 * INVARIANT within-own-cases: about a colleague no more is answered than about the cases that are the asker's own as well, so that nobody learns
 * here of a case that is not his or hers.
 */
export async function decidePart(
  { gather, policy, store }: PartRooms,
  visit: Visit,
  asker: ProfessionalCaller,
  about: ProfessionalCaller,
  reading: Reading,
): Promise<CallPart> {
  const none = { about, reading, facts: null, decision: null, asked: null };
  const told = await gather(about, reading, visit.clock);
  if (isRefusal(told)) return { ...none, refusal: told };
  const facts = about.professional === asker.professional ? told : await shared(told, gather, visit, asker, reading);
  if (isRefusal(facts)) return { ...none, refusal: facts };
  const decision = policy().decide(facts, reading);
  const people = new Set([...facts.subjects.values()].map(({ person }) => person));
  const asked = shield(decision, facts, await store.shields([...people], facts.clock.today));
  return { about, reading, facts, decision, asked, refusal: null };
}

async function shared(
  told: Facts,
  gather: Gather,
  visit: Visit,
  asker: ProfessionalCaller,
  reading: Reading,
): Promise<Facts | Refusal> {
  const own = await gather(asker, reading, visit.clock);
  if (isRefusal(own)) return own;
  const cases = new Map([...told.cases].filter(([id]) => own.cases.has(id)));
  return {
    ...told,
    cases,
    roots: new Map(
      [...told.roots].map(([key, root]) => [key, { ...root, cases: root.cases.filter((id) => cases.has(id)) }]),
    ),
    subjects: new Map([...told.subjects].filter(([, { ownCase }]) => cases.has(ownCase))),
  };
}

/** What the record keeps of a part: the cells that were asked about, and their people. The others only helped to decide. */
export function onlyCells(part: Decided, keys: ReadonlySet<CellKey>): CallPart {
  const { facts, decision, asked } = part;
  const cells = new Map([...decision.cells].filter(([key]) => keys.has(key)));
  const subjects = new Set([...cells.values()].map(({ cell }) => cell.subject));
  const recorded: Decision = { ...decision, cells, all: cells };
  const shields = asked.shields.filter(({ subject, holder, category }) =>
    [...cells.values()].some(
      ({ cell }) => cell.subject === subject && cell.holder === holder && cell.category === category,
    ),
  );
  return {
    ...part,
    facts: { ...facts, subjects: new Map([...facts.subjects].filter(([key]) => subjects.has(key))) },
    decision: recorded,
    asked: { ...asked, decision: recorded, shields },
  };
}

export function isDecided(part: CallPart): part is Decided {
  return part.facts !== null && part.decision !== null && part.asked !== null;
}
