// The words of `npm run policy` in; what is asked out, or a sentence that says what was not understood.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AskedCell } from '../../gateway/officers/explain-cell.ts';
import { dayOf } from '../../gateway/vocabulary/clock.ts';
import { type LocalDate, localDate } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ORGANISATION_KINDS } from '../../schema/names/organisation-kind.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';

export type MatrixFormat = 'text' | 'csv' | 'html';
type Common = { readonly policies: string; readonly on: LocalDate };
export type Asked =
  | { readonly verb: 'help' }
  | (Common & { readonly verb: 'check' })
  | (Common & { readonly verb: 'test'; readonly cases: string })
  | (Common & {
      readonly verb: 'matrix';
      readonly format: MatrixFormat;
      readonly recipient: string | undefined;
      readonly purpose: string | undefined;
      readonly output: string | undefined;
    })
  | (Common & { readonly verb: 'explain'; readonly file: string; readonly line: number | null })
  | (Common & { readonly verb: 'explain-cell'; readonly cell: AskedCell })
  | { readonly verb: 'diff'; readonly before: string; readonly after: string; readonly on: LocalDate };

const SEE = 'See: npm run policy -- --help';
const recipient = z.enum([...valuesOf(ORGANISATION_KINDS), 'DATA_SUBJECT']);
const cell = z.strictObject({
  recipient,
  role: z.enum(valuesOf(ROLES)),
  purpose: z.enum(valuesOf(PURPOSES)),
  source: z.enum(valuesOf(SOURCE_KINDS)),
  category: z.enum(valuesOf(CATEGORIES)),
  holder: z.enum(valuesOf(ORGANISATION_KINDS)).optional(),
  whose: z.enum(['OWN', 'OTHER']).optional(),
});

/** A sentence: not understood. */
export function readArguments(
  args: readonly string[],
  { cwd, project, now }: { readonly cwd: string; readonly project: string; readonly now: number },
): Asked | string {
  const given = parsed(args);
  if (typeof given === 'string') return given;
  const { values, positionals } = given;
  if (values.help) return { verb: 'help' };
  const on = values.on === undefined ? dayOf(now) : localDate.safeParse(values.on).data;
  if (on === undefined) return `--on wants a day like 2026-11-22. ${SEE}`;
  const policies = values.policies === undefined ? resolve(project, 'policies') : resolve(cwd, values.policies);
  const [verb, ...rest] = positionals;
  switch (verb) {
    case 'check':
      return rest.length > 0 ? tooMany(rest) : { verb, policies, on };
    case 'test': {
      const cases = values.cases === undefined ? resolve(policies, 'cases') : resolve(cwd, values.cases);
      return rest.length > 0 ? tooMany(rest) : { verb, policies, on, cases };
    }
    case 'matrix':
      return rest.length > 0 ? tooMany(rest) : matrix(values, { policies, on });
    case 'explain':
      return rest.length > 1 ? tooMany(rest) : explain(values, rest[0], { policies, on }, cwd);
    case 'diff': {
      const [before, after, ...more] = rest;
      if (before === undefined || after === undefined) return `diff wants two policy folders. ${SEE}`;
      return more.length > 0 ? tooMany(more) : { verb, before: resolve(cwd, before), after: resolve(cwd, after), on };
    }
    default:
      return `Name one verb: check, test, matrix, explain or diff. ${SEE}`;
  }
}

type Values = Exclude<ReturnType<typeof parsed>, string>['values'];

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        policies: text,
        cases: text,
        on: text,
        format: text,
        output: text,
        recipient: text,
        role: text,
        purpose: text,
        source: text,
        category: text,
        holder: text,
        whose: text,
      },
    });
  } catch (error) {
    const what = error instanceof Error ? error.message.split(/\. |\n/)[0] : 'An argument is not known';
    return `${what}. ${SEE}`;
  }
}

function matrix(values: Values, common: Common): Asked | string {
  const format = z.enum(['text', 'csv', 'html']).safeParse(values.format ?? 'text');
  if (!format.success) return `--format is text, csv or html. ${SEE}`;
  if (values.recipient !== undefined && !recipient.safeParse(values.recipient).success) {
    return `--recipient is one of ${recipient.options.join(', ')}. ${SEE}`;
  }
  if (values.purpose !== undefined && !Object.hasOwn(PURPOSES, values.purpose)) {
    return `--purpose is one of ${valuesOf(PURPOSES).join(', ')}. ${SEE}`;
  }
  const { recipient: kind, purpose, output } = values;
  return { verb: 'matrix', ...common, format: format.data, recipient: kind, purpose, output };
}

function explain(values: Values, place: string | undefined, common: Common, cwd: string): Asked | string {
  if (place !== undefined) {
    const [, file = place, line] = /^(.*?)(?::(\d+))?$/.exec(place) ?? [];
    return { verb: 'explain', ...common, file: resolve(cwd, file), line: line === undefined ? null : Number(line) };
  }
  const { recipient: kind, role, purpose, source, category, holder, whose } = values;
  const asked = cell.safeParse({ recipient: kind, role, purpose, source, category, holder, whose });
  if (!asked.success) {
    const [issue] = asked.error.issues;
    const name = String(issue?.path[0] ?? '');
    return `explain wants a case file, or a cell by --recipient, --role, --purpose, --source and --category; --${name}: ${issue?.message}. ${SEE}`;
  }
  const { recipient: named, ...rest } = asked.data;
  return { verb: 'explain-cell', ...common, cell: { ...rest, kind: named === 'DATA_SUBJECT' ? null : named } };
}

function tooMany(rest: readonly string[]): string {
  return `"${rest.join(' ')}" is one word too many. ${SEE}`;
}
