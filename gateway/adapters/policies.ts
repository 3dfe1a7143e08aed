// The folder policies/ in, a checked policy set out: law table, rules, register of purposes, switches. Every fault of every file at once.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type LawRow, lawRow } from '../vocabulary/law-row.ts';
import { checkPolicySet } from '../vocabulary/policy-check.ts';
import { type PolicyRule, type PurposeEntry, policyRule, purposeEntry } from '../vocabulary/policy-rule.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { type PlacedItem, type PolicyProblem, placedList } from './placed-list.ts';

/** Where each row, rule and entry of a set was read. */
export type PolicySources = {
  readonly law: readonly PlacedItem<LawRow>[];
  readonly rules: readonly PlacedItem<PolicyRule>[];
  readonly purposes: readonly PlacedItem<PurposeEntry>[];
};
export type LoadedPolicies =
  | { readonly kind: 'POLICIES'; readonly set: PolicySet; readonly sources: PolicySources }
  | { readonly kind: 'PROBLEMS'; readonly problems: readonly PolicyProblem[] };

/** A named open question with its cautious default. */
const namedSwitch = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  default: z.boolean(),
  question: z.strictObject({ nl: z.string(), en: z.string() }),
});

/** `folder` holds law/, default/ (each .yaml or .json, a list per file), purposes.json and switches.json. */
export async function loadPolicies(folder: string): Promise<LoadedPolicies> {
  const problems: PolicyProblem[] = [];
  const sources: PolicySources = {
    law: await readFolder(folder, 'law', lawRow, problems),
    rules: await readFolder(folder, 'default', policyRule, problems),
    purposes: await readList(folder, 'purposes.json', purposeEntry, problems),
  };
  const switches = await readList(folder, 'switches.json', namedSwitch, problems);
  const parts = {
    law: sources.law.map(({ value }) => value),
    rules: sources.rules.map(({ value }) => value),
    purposes: sources.purposes.map(({ value }) => value),
    switches: Object.fromEntries(switches.map(({ value }) => [value.name, value.default])),
  };
  const set: PolicySet = { version: versionOf(parts), ...parts };
  // What could not be read is missing from the set: its absence would raise faults that are not there.
  if (problems.length === 0) problems.push(...faultsOf(set, sources));
  return problems.length === 0 ? { kind: 'POLICIES', set, sources } : { kind: 'PROBLEMS', problems };
}

/** One line each: `default/rvdk.yaml:12: rule-id: disclosure.0: what is wrong`. */
export function describeProblems(problems: readonly PolicyProblem[]): string {
  return problems
    .map(({ file, line, id, path, reason }) =>
      [line === null ? file : `${file}:${line}`, id, path, reason]
        .filter((part) => part !== null && part !== '')
        .join(': '),
    )
    .join('\n');
}

async function readFolder<Value>(
  folder: string,
  name: string,
  format: z.ZodType<Value>,
  problems: PolicyProblem[],
): Promise<readonly PlacedItem<Value>[]> {
  const entries = await readdir(join(folder, name)).catch(() => null);
  const files = (entries ?? []).filter((file) => /\.(ya?ml|json)$/.test(file)).sort();
  if (files.length === 0) {
    const reason = entries === null ? 'the folder cannot be read' : 'no .yaml or .json file is here';
    problems.push({ file: `${name}/`, line: null, id: null, path: '', reason });
  }
  const lists = await Promise.all(files.map((file) => readList(folder, `${name}/${file}`, format, problems)));
  return lists.flat();
}

async function readList<Value>(
  folder: string,
  file: string,
  format: z.ZodType<Value>,
  problems: PolicyProblem[],
): Promise<readonly PlacedItem<Value>[]> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => null);
  if (text !== null) return placedList(file, text, format, problems);
  problems.push({ file, line: null, id: null, path: '', reason: 'the file cannot be read' });
  return [];
}

function faultsOf(set: PolicySet, sources: PolicySources): readonly PolicyProblem[] {
  return checkPolicySet(set).map(({ of, id, path, reason }) => {
    const place = placeOf(sources, of, id);
    return { file: place?.file ?? '', line: place?.lineOf(keysOf(path)) ?? null, id, path, reason };
  });
}

/** Where a row, rule or purpose stands; of one that stands there twice, the later. */
export function placeOf(
  { law, rules, purposes }: PolicySources,
  of: 'LAW' | 'RULE' | 'PURPOSE',
  id: string,
): PlacedItem<unknown> | undefined {
  switch (of) {
    case 'LAW':
      return law.findLast(({ value }) => value.id === id);
    case 'RULE':
      return rules.findLast(({ value }) => value.id === id);
    case 'PURPOSE':
      return purposes.findLast(({ value }) => value.purpose === id);
    default:
      return of satisfies never;
  }
}

/** `disclosure.0` as the keys of a place in a file. */
export function keysOf(path: string): readonly PropertyKey[] {
  return path === '' ? [] : path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Content-addressed: the same rules have the same version, whatever files they stand in. */
function versionOf(parts: Omit<PolicySet, 'version'>): string {
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
    items.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const text = JSON.stringify([
    byId(parts.law),
    byId(parts.rules),
    parts.purposes.toSorted((left, right) => (left.purpose < right.purpose ? -1 : 1)),
    Object.entries(parts.switches).sort(),
  ]);
  return `default-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
