// A decision and the shields about its people in; out, the cells that are reported as opened and the fewer that are really asked. Pure.
// INVARIANT unseen: a shield changes no verdict and no call, only what is asked inside a call; nothing in an answer tells that it exists.
import type { CaseId, InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Asked, AskedCell } from '../vocabulary/asked.ts';
import type { Cell, CellKey, Decision, Opened } from '../vocabulary/decision.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { StoredShield } from '../vocabulary/stored.ts';
import { covers } from './covers.ts';
import { homesUnavailable, livingWith } from './living.ts';
import { askerOf, standsBefore, standsToday } from './towards.ts';

const NONE: ReadonlySet<CellKey> = new Set();

type Left = { readonly cell: Cell; readonly opened: Opened; readonly withoutLocating: boolean };

export function shield(decision: Decision, facts: Facts, shields: readonly StoredShield[]): Asked {
  const asker = askerOf(facts);
  const standing = shields.filter((one) => standsToday(one, facts.clock.today) && standsBefore(one, asker));
  const homes = new Map<InnerKey, ReadonlySet<InnerKey>>(
    standing.map(({ subject }) => [subject, livingWith(facts, subject)]),
  );
  const homeOf = (person: InnerKey) => homes.get(person) ?? new Set([person]);
  const unavailable = homesUnavailable(facts);
  const hidden = new Set([
    ...unavailable,
    ...standing.filter(({ kind }) => kind === 'LOCATION').flatMap(({ subject }) => [...homeOf(subject)]),
  ]);

  const opened = new Set<CellKey>();
  const left = new Map<CellKey, Left>();
  const removed: Asked['shields'][number][] = [];
  const remove = (kind: string, { subject, holder, category }: Cell) =>
    removed.push({ kind, subject, holder, category });

  for (const [key, { cell, verdict }] of decision.cells) {
    if (verdict.outcome !== 'ALLOW') continue;
    const subject = facts.subjects.get(cell.subject);
    // Somebody of whom there are no facts is asked about by nobody.
    if (subject === undefined) continue;
    const isHidden = hidden.has(subject.person);
    if (isHidden && tellsPlace(facts, subject.ownCase, cell)) {
      remove('LOCATION', cell);
      // In an own view every holder stands for everyone: there its absence would tell.
      if (asker.isDataSubject) opened.add(key);
      continue;
    }
    opened.add(key);
    const by = standing.find((one) => covers(one, cell, subject, asker, homeOf));
    if (by !== undefined) remove(by.kind, cell);
    else if (cell.category === 'ADDRESS' && unavailable.has(subject.person)) remove('FACT_UNAVAILABLE', cell);
    // In an emergency the desk calls back: it never tells where somebody is.
    else left.set(key, { cell, opened: verdict, withoutLocating: isHidden || verdict.via === 'EMERGENCY' });
  }

  const unseen = asker.isDataSubject ? NONE : tellingCells(decision, facts, hidden);
  const made: Omit<Asked, symbol> = { decision, opened, asked: withOrigins(left), unseen, shields: removed };
  // The one place that makes an Asked: everything in it was opened by the decision.
  return made as Asked;
}

/**
 * Cells at a holder that tells the place, reported in no list: all of the hidden person, and those of others in the case to whom nothing opens
 * there, since they would not have been asked about at that holder but for the hidden one.
 */
function tellingCells(decision: Decision, facts: Facts, hidden: ReadonlySet<InnerKey>): ReadonlySet<CellKey> {
  const cells = [...new Map([...decision.all, ...decision.cells])].flatMap(([key, { cell, verdict }]) => {
    const subject = facts.subjects.get(cell.subject);
    return subject === undefined ? [] : [{ key, cell, verdict, subject, isHidden: hidden.has(subject.person) }];
  });
  const cases = new Set(cells.flatMap(({ isHidden, subject }) => (isHidden ? [subject.ownCase] : [])));
  const opensThere = new Set(
    cells.flatMap(({ cell, verdict, isHidden }) =>
      verdict.outcome === 'ALLOW' && !isHidden ? [`${cell.subject}|${cell.holder}`] : [],
    ),
  );
  return new Set(
    cells.flatMap(({ key, cell, subject: { ownCase } }) =>
      cases.has(ownCase) && tellsPlace(facts, ownCase, cell) && !opensThere.has(`${cell.subject}|${cell.holder}`)
        ? [key]
        : [],
    ),
  );
}

/** A holder whose very file tells where somebody is, unless the asker knows of it anyway: the own organisation, and those of the case's region. */
function tellsPlace(facts: Facts, ownCase: CaseId, { holder, source }: Cell): boolean {
  if (holder === facts.organisation || source === 'ACCESS') return false;
  const asked = (facts.holders.get(ownCase) ?? []).find(({ organisation }) => organisation.oin === holder);
  if (asked === undefined || !asked.tellsPlace) return false;
  const region = facts.cases.get(ownCase)?.region ?? null;
  return region === null || asked.organisation.region !== region;
}

/** Received rows open where they would also open from their origin: where the same category of the same person is asked there as well. */
function withOrigins(left: ReadonlyMap<CellKey, Left>): ReadonlyMap<CellKey, AskedCell> {
  const askedAt = Map.groupBy(left.values(), ({ cell }) => `${cell.subject}|${cell.category}`);
  return new Map(
    [...left].map(([key, { cell, opened, withoutLocating }]): [CellKey, AskedCell] => {
      const elsewhere = (askedAt.get(`${cell.subject}|${cell.category}`) ?? []).map(({ cell: other }) => other.holder);
      const origins: Oin[] = [...new Set(elsewhere)].filter((oin) => oin !== cell.holder).sort();
      return [key, { opened, withoutLocating, origins }];
    }),
  );
}
