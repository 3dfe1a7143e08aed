// One question to one holder enters; the body that asks it and the grant that covers exactly it leave.
import type { Grant, GrantCell, GrantClaim } from '../../schema/grant-format.ts';
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { Asked, AskedCell } from '../vocabulary/asked.ts';
import { cellKeyOf } from '../vocabulary/decision.ts';
import type { Facts } from '../vocabulary/facts.ts';
import { partsOfSubjectKey } from '../vocabulary/subject.ts';
import type { Group, Question } from './question.ts';

/** The exact text of the call: `g0`, `g1`, ... are the groups, in order. */
export function bodyOf(groups: readonly Group[]): string {
  const declared = new Map(
    groups.flatMap(({ ask, selection }) =>
      [...ask.operation.variables].filter(([name]) => selection.variables.has(name)),
    ),
  );
  const prefix = unusedPrefix([...declared.keys()]);
  const names = groups.map((_, at) => `${prefix}${at}`);
  const declarations = [...names.map((name) => `$${name}:[_Any!]!`), ...declared.values()];
  const fields = groups.map(
    ({ selection }, at) => `g${at}:_entities(representations:$${names[at]}){...on Person{${selection.text}}}`,
  );
  const variables: Record<string, unknown> = {};
  for (const { ask, selection } of groups) {
    for (const name of selection.variables) {
      if (Object.hasOwn(ask.variables, name)) variables[name] = ask.variables[name];
    }
  }
  for (const [at, { people }] of groups.entries()) {
    variables[`${prefix}${at}`] = [...people.keys()].map((id) => ({ __typename: 'Person', id }));
  }
  return JSON.stringify({ query: `query(${declarations.join(',')}){${fields.join(' ')}}`, variables });
}

/** A client's own variables keep their names, so ours make way. */
function unusedPrefix(taken: readonly string[]): string {
  let prefix = 'r';
  while (taken.some((name) => name.startsWith(prefix))) prefix = `${prefix}_`;
  return prefix;
}

/**
 * Who is granted what: each person with exactly the cells of the groups he or she stands in; without cells whoever a shield left nothing to ask
 * about, since a holder names nobody outside the grant and a name that is missing would tell of the shield. Nobody asked about: nobody at all.
 */
export function subjectsOf(question: Question, asked: Asked): Grant['subjects'] {
  const subjects = new Map<InnerKey, Map<Category, GrantCell>>();
  for (const { selection, people } of question.groups) {
    for (const [person, subject] of people) {
      const cells = subjects.get(person) ?? new Map<Category, GrantCell>();
      subjects.set(person, cells);
      for (const category of selection.categories) {
        const cell = asked.asked.get(cellKeyOf(subject, question.holder.organisation.oin, category));
        if (cell !== undefined) cells.set(category, grantCellOf(category, cell, selection.leaves, cells.get(category)));
      }
    }
  }
  if (subjects.size === 0) return [];
  for (const person of question.groups.flatMap(({ named }) => named)) {
    if (!subjects.has(person)) subjects.set(person, new Map());
  }
  return [...subjects].map(([id, cells]) => ({ id, cells: [...cells.values()] }));
}

function grantCellOf(
  category: Category,
  { opened, withoutLocating, origins }: AskedCell,
  leaves: readonly string[],
  before: GrantCell | undefined,
): GrantCell {
  // Under a location shield the holder may answer no more than what is asked by name.
  const fields = withoutLocating ? [...new Set([...(before?.fields ?? []), ...leaves])] : opened.fields;
  return {
    category,
    ...(fields === null ? {} : { fields: [...fields] }),
    ...(opened.period.from === null ? {} : { from: opened.period.from }),
    ...(opened.period.until === null ? {} : { until: opened.period.until }),
    origins: [...origins],
  };
}

const VIA_OF_CLAIMS: ReadonlySet<string> = new Set(['DUTY', 'RELEASE', 'PUSH', 'EMERGENCY']);

/**
 * The claims on which the opening of this holder's data rests, and no others: a claim of another kind in the same case is none of its business.
 * None where consent or the own organisation opened it, none for the register. From what is opened, so that a shield changes no claim.
 */
export function claimsOf(question: Question, facts: Facts, asked: Asked): GrantClaim[] {
  if (question.holder.source === 'PERSONS') return [];
  const kinds = new Map<string, Set<ClaimKind>>();
  for (const { selection, everyone } of question.groups) {
    for (const subject of everyone) {
      const ownCase = partsOfSubjectKey(subject)?.ownCase;
      if (ownCase === undefined) continue;
      for (const category of selection.categories) {
        const key = cellKeyOf(subject, question.holder.organisation.oin, category);
        const verdict = asked.opened.has(key) ? asked.decision.cells.get(key)?.verdict : undefined;
        if (verdict?.outcome !== 'ALLOW' || !VIA_OF_CLAIMS.has(verdict.via)) continue;
        const ofCase = kinds.get(ownCase) ?? new Set();
        kinds.set(ownCase, ofCase);
        for (const kind of verdict.claims ?? []) ofCase.add(kind);
      }
    }
  }
  return [...facts.cases.values()].flatMap(({ id, claims }) =>
    claims
      .filter(({ kind }) => kinds.get(id)?.has(kind) ?? false)
      .map(({ kind, number, from, until }) => ({ kind, number, from, until })),
  );
}
