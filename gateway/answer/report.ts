// The cells of an answer enter; `extensions.access` leaves: what opened and why, what did not and what to do, who was asked, whom to call.

import type { Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Regime, SourceStatus, Via } from '../../schema/names/decision.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { Cell, Period } from '../vocabulary/decision.ts';
import type { HolderAnswer } from '../vocabulary/fetched.ts';
import type { Registration } from '../vocabulary/registration.ts';
import { requestFor, requestKind } from '../vocabulary/request-handle.ts';
import { partsOfSubjectKey, type SubjectKey } from '../vocabulary/subject.ts';
import { type Cells, compareSources, compareText } from './cells.ts';
import type { Outward } from './outward.ts';
import type { Path } from './view.ts';
import type { WithheldPaths } from './withheld-paths.ts';
import { noticeFor, type Words, withheldWords } from './words.ts';

export type OpenedGroup = {
  /** Outward ids. */
  readonly subjects: readonly string[];
  readonly holder: Oin;
  readonly source: SourceKind;
  readonly categories: readonly Category[];
  readonly rule: string;
  readonly bases: readonly string[];
  readonly regime: Regime;
  readonly via: Via;
  /** Null: the rule sets no period. */
  readonly period: Period | null;
};
export type WithheldGroup = {
  readonly subjects: readonly string[];
  /** Absent where it is the purpose that this caller may not use: at every holder alike. */
  readonly holder?: Oin;
  readonly source: SourceKind;
  readonly categories: readonly Category[];
  readonly code: WithheldCode;
  readonly paths: readonly Path[];
  readonly message: Words;
  /** Where an act of somebody else could lift it: what to name in the request for it. */
  readonly request?: string;
};
export type SourceLine = {
  readonly holder: Oin;
  readonly source: SourceKind;
  readonly status: SourceStatus;
  readonly asOf: string | null;
};
export type DeskLine = {
  readonly holder: Oin;
  readonly source: SourceKind;
  readonly region: string | null;
  readonly organisation: string;
  readonly name: string;
  readonly phone: string;
  readonly hours: string;
};
export type AccessReport = {
  readonly requestId: string;
  readonly recordId: string | null;
  readonly purpose: Purpose | null;
  readonly policyVersion: string | null;
  readonly opened: readonly OpenedGroup[];
  readonly withheld: readonly WithheldGroup[];
  readonly sources: readonly SourceLine[];
  readonly desks: readonly DeskLine[];
  readonly notice: Words;
};

export function emptyReport(
  requestId: string,
  recordId: string | null,
  purpose: Purpose | null,
  asker: Caller['kind'] | null,
): AccessReport {
  return {
    requestId,
    recordId,
    purpose,
    policyVersion: null,
    opened: [],
    withheld: [],
    sources: [],
    desks: [],
    notice: noticeFor(asker),
  };
}

/** One entry per (holder, source, rule, bases, regime, via, period) and set of categories: every subject has every category of its entry. */
export function openedGroups(cells: Cells, outward: Outward): readonly OpenedGroup[] {
  const alike = group(cells.opened, ({ cell: { holder, source }, verdict: { rule, bases, regime, via, period } }) =>
    JSON.stringify([holder, source, rule, bases, regime, via, period.from, period.until]),
  );
  return alike.flatMap(products).map(({ first: { cell, verdict }, subjects, categories }) => ({
    subjects: outwardSubjects(subjects, outward),
    holder: cell.holder,
    source: cell.source,
    categories,
    rule: verdict.rule,
    bases: verdict.bases,
    regime: verdict.regime,
    via: verdict.via,
    period: verdict.period.from === null && verdict.period.until === null ? null : verdict.period,
  }));
}

/**
 * One entry per (holder, source, code) and set of categories: every category of an entry is closed for every subject of it. Where it can be asked for,
 * one per own case as well: a request is made from one.
 */
export function withheldGroups(
  cells: Cells,
  paths: WithheldPaths,
  outward: Outward,
  asker: Caller,
  purpose: Purpose,
): readonly WithheldGroup[] {
  const alike = group(cells.closed, ({ cell: { holder, source, subject }, verdict: { reported } }) => {
    const ownCase = requestKind(asker, reported) === null ? null : partsOfSubjectKey(subject)?.ownCase;
    return JSON.stringify([holder, source, reported, ownCase]);
  });
  return alike.flatMap(products).map(({ first: { cell, verdict }, subjects, categories, cells: same }) => {
    const places = same.flatMap(({ key }) => paths.get(key) ?? []);
    const handle = requestFor(asker, purpose, verdict.reported, { subjects, holder: cell.holder, categories });
    return {
      subjects: outwardSubjects(subjects, outward),
      holder: cell.holder,
      source: cell.source,
      categories,
      code: verdict.reported,
      paths: [...new Map(places.map((path) => [JSON.stringify(path), path])).values()],
      message: withheldWords(verdict.reported, asker.kind),
      ...(handle === null ? {} : { request: outward.seal('REQUEST', handle) }),
    };
  });
}

/** One entry per kind of source: the purpose is not this caller's, whoever it is about and whoever holds it. */
export function unusedGroups(cells: Cells, asker: Caller['kind']): readonly WithheldGroup[] {
  const alike = group(cells.unused, ({ cell: { source }, verdict: { reported } }) => `${source}|${reported}`);
  return alike.flatMap((same): readonly WithheldGroup[] => {
    const [first] = same;
    if (first === undefined) return [];
    const { cell, verdict } = first;
    return [
      {
        subjects: [],
        source: cell.source,
        categories: [...new Set(same.map((one) => one.cell.category))],
        code: verdict.reported,
        paths: [],
        message: withheldWords(verdict.reported, asker),
      },
    ];
  });
}

type Product<Item> = {
  readonly first: Item;
  readonly cells: readonly Item[];
  readonly subjects: readonly SubjectKey[];
  readonly categories: readonly Category[];
};

/** Cells that are alike, in parts that are whole products: in each part every subject has every category. */
function products<Item extends { readonly cell: Cell }>(alike: readonly Item[]): readonly Product<Item>[] {
  const bySubject = group(alike, ({ cell }) => cell.subject);
  return group(bySubject, (same) => same.map(({ cell }) => cell.category).join()).flatMap((part) => {
    const [subject] = part;
    const first = subject?.[0];
    if (subject === undefined || first === undefined) return [];
    return [
      {
        first,
        cells: part.flat(),
        subjects: part.flatMap(([one]) => (one === undefined ? [] : [one.cell.subject])),
        categories: subject.map(({ cell }) => cell.category),
      },
    ];
  });
}

/** INVARIANT from-the-cells: who is listed, and as asked or not, follows from the decision; a source's data changes nothing here. */
export function sourceLines(cells: Cells, answers: readonly HolderAnswer[]): readonly SourceLine[] {
  const lines = new Map<string, SourceLine>();
  const opened = new Set(cells.opened.map(({ cell: { holder, source } }) => `${holder}|${source}`));
  for (const { cell } of [...cells.opened, ...cells.closed]) {
    const { holder, source } = cell;
    // What the gateway itself keeps is no source.
    if (source === 'ACCESS') continue;
    const key = `${holder}|${source}`;
    const answer = opened.has(key) ? answers.find((one) => one.holder === holder && one.source === source) : undefined;
    lines.set(key, { holder, source, status: answer?.status ?? 'NOT_ASKED', asOf: answer?.asOf ?? null });
  }
  return [...lines.values()].sort((a, b) => compareText(a.holder, b.holder) || compareSources(a.source, b.source));
}

const desks = new WeakMap<readonly Registration[], readonly DeskLine[]>();

/** Whom to call: the same lines for everyone. */
export function deskLines(registrations: readonly Registration[]): readonly DeskLine[] {
  const known = desks.get(registrations);
  if (known !== undefined) return known;
  const made = registrations
    .flatMap(({ organisation, source, desk }): readonly DeskLine[] => {
      if (source === null) return [];
      const { oin, region, name } = organisation;
      return [{ holder: oin, source, region, organisation: name, ...desk }];
    })
    .sort(
      (a, b) =>
        compareSources(a.source, b.source) ||
        compareText(a.region ?? '', b.region ?? '') ||
        compareText(a.holder, b.holder),
    );
  desks.set(registrations, made);
  return made;
}

function outwardSubjects(subjects: readonly SubjectKey[], outward: Outward): readonly string[] {
  const inner = subjects.flatMap((subject) => partsOfSubjectKey(subject)?.person ?? []);
  return [...new Set(inner)].map((person) => outward.person(person));
}

/** In the order of first appearance. */
function group<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
