// One cell in (who asks, of whom, which category); out, every rule about it down to its law rows: what each demands, and what keeps it closed for all.
import type { LocalDate } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { LawRow } from '../vocabulary/law-row.ts';
import { type Asker, mayUse } from '../vocabulary/policy-known-to.ts';
import type { PolicyRule } from '../vocabulary/policy-rule.ts';
import type { PolicySet } from '../vocabulary/ports.ts';
import { cellHindrance, cellsOf } from './cells.ts';
import { outOfForce } from './hindrance.ts';
import { conditionWords } from './words.ts';

export type AskedCell = Asker & {
  readonly source: SourceKind;
  readonly category: Category;
  /** Absent: both. */
  readonly whose?: 'OWN' | 'OTHER' | undefined;
  /** Absent: every kind that holds such a source. */
  readonly holder?: OrganisationKind | undefined;
};

export function explainCell(set: PolicySet, asked: AskedCell, on: LocalDate): string {
  const who = `${asked.kind ?? 'DATA_SUBJECT'}, ${asked.role}, ${asked.purpose}`;
  const head = `${who}: ${asked.category} at ${asked.holder ?? asked.source}, law of ${on}`;
  if (!set.purposes.some(({ purpose }) => purpose === asked.purpose)) {
    return `${head}\nCLOSED, PURPOSE_NOT_ALLOWED: the register of purposes has no ${asked.purpose}.`;
  }
  if (!mayUse(set.purposes, asked)) {
    return `${head}\nCLOSED, ROLE_NOT_ALLOWED: the register of purposes does not let this role use ${asked.purpose}.`;
  }
  const rules = set.rules.filter((rule) => isAbout(rule, asked));
  if (rules.length === 0) return `${head}\nCLOSED, NO_POLICY: no rule opens this to this role and purpose.`;
  const law = new Map(set.law.map((row) => [row.id as string, row]));
  return [head, ...rules.map((rule) => ruleText(rule, asked, law, set, on))].join('\n\n');
}

function isAbout({ recipient, source, categories }: PolicyRule, asked: AskedCell): boolean {
  return (
    (asked.kind === null ? recipient.kinds.length === 0 : recipient.kinds.includes(asked.kind)) &&
    recipient.roles.includes(asked.role) &&
    recipient.purposes.includes(asked.purpose) &&
    source.kind === asked.source &&
    categories.includes(asked.category) &&
    (asked.whose === undefined || source.whose === asked.whose) &&
    (asked.holder === undefined || source.holders === undefined || source.holders.includes(asked.holder))
  );
}

function ruleText(
  rule: PolicyRule,
  asked: AskedCell,
  law: ReadonlyMap<string, LawRow>,
  set: PolicySet,
  on: LocalDate,
): string {
  const cells = cellsOf(rule, law).filter(
    ({ recipient, holder, category }) =>
      recipient === asked.kind &&
      category === asked.category &&
      (asked.holder === undefined || holder === asked.holder),
  );
  const verdicts = [...new Set(cells.map((cell) => cellHindrance(cell, on, set.switches)?.says ?? 'can open'))];
  const conditions = rule.conditions.map((condition) => `  only if ${conditionWords(condition, 'en')}`);
  const months = rule.monthsBefore === undefined ? 24 : rule.monthsBefore;
  return [
    `${rule.id} (${rule.regime}, ${rule.source.whose === 'OWN' ? 'own file' : 'other holders'}): ${rule.says.en}`,
    `  today: ${verdicts.length === 0 ? 'nobody holds it' : verdicts.join('; ')}`,
    `  about ${rule.about.join(', ')}`,
    ...conditions,
    ...(rule.fields === undefined ? [] : [`  only the fields ${rule.fields.join(', ')}`]),
    `  rows from ${months === null ? 'any time' : `${months} months before the case`} on`,
    ...groundsText('processing ground', rule.processing, asked, law, on),
    ...groundsText('disclosure ground', rule.disclosure, asked, law, on),
    ...groundsText('ground for special data', rule.special, asked, law, on),
  ].join('\n');
}

function groundsText(
  name: string,
  ids: readonly string[],
  asked: AskedCell,
  law: ReadonlyMap<string, LawRow>,
  on: LocalDate,
): readonly string[] {
  return ids.flatMap((id) => {
    const row = law.get(id);
    if (row === undefined) return [];
    const serves = row.categories.includes(asked.category) || row.force === 'LIMIT';
    const force =
      row.consent === 'REQUIRED' ? 'by consent alone' : row.unaskedOnly === true ? 'unasked only' : row.force;
    return [
      `  ${name} ${id}, ${row.article} (${force}, certainty ${row.certainty}): ${row.says.en}`,
      ...(serves ? [] : [`    not for ${asked.category}`]),
      ...row.conditions.map((condition) => `    only if ${conditionWords(condition, 'en')}`),
      ...[outOfForce([row], on)].flatMap((hindrance) => (hindrance === null ? [] : [`    ${hindrance.says}`])),
      ...(row.question === null ? [] : [`    for the jurist: ${row.question}`]),
    ];
  });
}
