// The folder policies/ in, a checked policy set out: law table, rules, register of purposes, switches. Every fault of every file at once.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type LawRow, lawRow } from '../vocabulary/law-row.ts';
import { checkPolicySet } from '../vocabulary/policy-check.ts';
import { type PolicyRule, type PurposeEntry, policyRule, purposeEntry } from '../vocabulary/policy-rule.ts';
import type { PolicySet } from '../vocabulary/ports.ts';

export type PolicyProblem = { readonly file: string; readonly path: string; readonly reason: string };
export type LoadedPolicies =
  | { readonly kind: 'POLICIES'; readonly set: PolicySet }
  | { readonly kind: 'PROBLEMS'; readonly problems: readonly PolicyProblem[] };

/** A named open question with its cautious default. */
const namedSwitch = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  default: z.boolean(),
  question: z.strictObject({ nl: z.string(), en: z.string() }),
});

type Placed<Value> = { readonly value: Value; readonly file: string; readonly at: number };

/** `folder` holds law/, default/ (each .yaml or .json, a list per file), purposes.json and switches.json. */
export async function loadPolicies(folder: string): Promise<LoadedPolicies> {
  const problems: PolicyProblem[] = [];
  const law = await readFolder(folder, 'law', lawRow, problems);
  const rules = await readFolder(folder, 'default', policyRule, problems);
  const purposes = await readList(folder, 'purposes.json', purposeEntry, problems);
  const switches = await readList(folder, 'switches.json', namedSwitch, problems);
  const parts = {
    law: law.map(({ value }) => value),
    rules: rules.map(({ value }) => value),
    purposes: purposes.map(({ value }) => value),
    switches: Object.fromEntries(switches.map(({ value }) => [value.name, value.default])),
  };
  const set: PolicySet = { version: versionOf(parts), ...parts };
  // What could not be read is missing from the set: its absence would raise faults that are not there.
  if (problems.length === 0) problems.push(...placed(set, { law, rules, purposes }));
  return problems.length === 0 ? { kind: 'POLICIES', set } : { kind: 'PROBLEMS', problems };
}

export function describeProblems(problems: readonly PolicyProblem[]): string {
  return problems.map(({ file, path, reason }) => `${file}: ${path === '' ? '' : `${path}: `}${reason}`).join('\n');
}

async function readFolder<Value>(
  folder: string,
  name: string,
  format: z.ZodType<Value>,
  problems: PolicyProblem[],
): Promise<readonly Placed<Value>[]> {
  const entries = await readdir(join(folder, name)).catch(() => null);
  const files = (entries ?? []).filter((file) => /\.(ya?ml|json)$/.test(file)).sort();
  if (files.length === 0) {
    problems.push({
      file: `${name}/`,
      path: '',
      reason: entries === null ? 'the folder cannot be read' : 'no .yaml or .json file is here',
    });
  }
  const lists = await Promise.all(files.map((file) => readList(folder, `${name}/${file}`, format, problems)));
  return lists.flat();
}

async function readList<Value>(
  folder: string,
  file: string,
  format: z.ZodType<Value>,
  problems: PolicyProblem[],
): Promise<readonly Placed<Value>[]> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => null);
  if (text === null) {
    problems.push({ file, path: '', reason: 'the file cannot be read' });
    return [];
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const { pos, message } of document.errors) {
    problems.push({ file, path: `line ${lines.linePos(pos[0]).line}`, reason: message.split('\n')[0] ?? message });
  }
  if (document.errors.length > 0) return [];
  const list = z.array(z.unknown()).min(1).safeParse(document.toJS());
  if (!list.success) {
    problems.push({ file, path: '', reason: 'a list with at least one item is expected' });
    return [];
  }
  return list.data.flatMap((item, at) => {
    const parsed = format.safeParse(item);
    if (parsed.success) return [{ value: parsed.data, file, at }];
    for (const { path, message } of parsed.error.issues) {
      problems.push({ file, path: [at, ...path].join('.'), reason: message });
    }
    return [];
  });
}

function placed(
  set: PolicySet,
  from: {
    readonly law: readonly Placed<LawRow>[];
    readonly rules: readonly Placed<PolicyRule>[];
    readonly purposes: readonly Placed<PurposeEntry>[];
  },
): readonly PolicyProblem[] {
  return checkPolicySet(set).map(({ of, id, path, reason }) => {
    const place =
      of === 'LAW'
        ? from.law.findLast(({ value }) => value.id === id)
        : of === 'RULE'
          ? from.rules.findLast(({ value }) => value.id === id)
          : from.purposes.findLast(({ value }) => value.purpose === id);
    return { file: place?.file ?? '', path: `${place?.at ?? ''}.${path}`, reason: `${id}: ${reason}` };
  });
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
