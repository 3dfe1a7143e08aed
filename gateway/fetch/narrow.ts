// What was asked and what is open now enter; what is in both leaves. INVARIANT only-narrower: a change in between never adds a cell, a field, a day or an origin.
import type { ClaimFact } from '../../schema/facts-format.ts';
import type { CaseId, LocalDate } from '../../schema/identifiers.ts';
import type { Asked, AskedCell } from '../vocabulary/asked.ts';
import type { Cell, CellKey, Decision, Opened, Period, Verdict } from '../vocabulary/decision.ts';
import type { Facts, OwnCase } from '../vocabulary/facts.ts';

export function narrow(before: Asked, now: Asked): Asked {
  const asked = new Map<CellKey, AskedCell>();
  for (const [key, cell] of before.asked) {
    const still = now.asked.get(key);
    if (still !== undefined) asked.set(key, narrowCell(cell, still));
  }
  const opened = new Set([...before.opened].filter((key) => now.opened.has(key)));
  const unseen = new Set([...(before.unseen ?? []), ...(now.unseen ?? [])]);
  const decision = narrowDecision(before.decision, now.decision);
  const narrowed = { decision, opened, asked, unseen, shields: now.shields };
  // Both were made by shield, and this is part of both.
  return narrowed as unknown as Asked;
}

/** The facts of before, with the claims that count before and now: one that was contested in between opens nothing more and stands in no grant. */
export function narrowFacts(before: Facts, now: Facts): Facts {
  const cases = [...before.cases].map(([id, ownCase]): [CaseId, OwnCase] => {
    const present = now.cases.get(id)?.claims ?? [];
    const claims = ownCase.claims.flatMap((claim) => {
      const still = present.find((one) => isSameClaim(one, claim));
      return still === undefined ? [] : [{ ...claim, until: earlier(claim.until, still.until) }];
    });
    return [id, { ...ownCase, claims }];
  });
  return { ...before, cases: new Map(cases) };
}

function isSameClaim(one: ClaimFact, other: ClaimFact): boolean {
  return one.kind === other.kind && one.number === other.number && one.about === other.about && one.from === other.from;
}

function earlier(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  if (one === null) return other;
  return other === null || one < other ? one : other;
}

function narrowCell(before: AskedCell, now: AskedCell): AskedCell {
  return {
    opened: narrowOpened(before.opened, now.opened),
    withoutLocating: before.withoutLocating || now.withoutLocating,
    origins: before.origins.filter((origin) => now.origins.includes(origin)),
  };
}

/** The present decision, with the limits of both where both open; what it opens anew stays closed under the code of before. */
function narrowDecision(before: Decision, now: Decision): Decision {
  const cells = narrowCells(before.cells, now.cells);
  const all = before.all === before.cells ? cells : narrowCells(before.all, now.all);
  const present = new Set([...before.present].filter((subject) => now.present.has(subject)));
  const narrowed = { policyVersion: now.policyVersion, cells, present, all };
  // Both were made by decide, and nothing is open here that is not open in both.
  return narrowed as unknown as Decision;
}

function narrowCells(before: Decision['cells'], now: Decision['cells']): Decision['cells'] {
  const cells = new Map<CellKey, { readonly cell: Cell; readonly verdict: Verdict }>();
  for (const [key, earlier] of before) {
    const present = now.get(key);
    if (earlier.verdict.outcome !== 'ALLOW') cells.set(key, earlier);
    else if (present?.verdict.outcome === 'ALLOW') {
      cells.set(key, { cell: present.cell, verdict: narrowOpened(earlier.verdict, present.verdict) });
    } else if (present !== undefined) cells.set(key, present);
  }
  return cells;
}

function narrowOpened(before: Opened, now: Opened): Opened {
  return { ...now, period: narrowPeriod(before.period, now.period), fields: narrowFields(before.fields, now.fields) };
}

function narrowFields(before: Opened['fields'], now: Opened['fields']): Opened['fields'] {
  if (before === null) return now;
  return now === null ? before : before.filter((field) => now.includes(field));
}

function narrowPeriod(before: Period, now: Period): Period {
  const from = [before.from, now.from].filter((day) => day !== null).toSorted();
  return { from: from.at(-1) ?? null, until: earlier(before.until, now.until) };
}
