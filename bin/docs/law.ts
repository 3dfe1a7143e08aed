// The law table in; docs/law.md out: every row in Dutch and English, with what it demands, how it is met, and what a jurist still has to say.
import { conditionWords } from '../../gateway/officers/words.ts';
import { isGround, type LawRow, MET_BY } from '../../gateway/vocabulary/law-row.ts';
import { CAPACITIES, CUSTODY_CAPACITIES } from '../../schema/names/capacity.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { REGIMES } from '../../schema/names/decision.ts';
import { ORGANISATION_KINDS } from '../../schema/names/organisation-kind.ts';

const INTRO = `# De wetstabel · The law table

Generated from \`policies/law\` by \`npm run docs\`. It ships with the product: a policy may cite these rows and narrow them, never widen them.
Nothing here is legal advice.

**Force.** MUST: the source has to provide. MAY: the source decides, so a person there releases it, or provides it unasked. OWN: the recipient's own
ground to process; it gives no claim on a source. LIMIT: shapes or blocks, opens nothing.
**Certainty.** C read in a source, M from memory, U unsure: opens nothing unless a jurist decides and a switch is put on.
**Met by.** How the gateway meets a row that is no ground for a rule, or why it does not evaluate it.
`;

type Chapter = { readonly title: string; readonly file: RegExp };
const CHAPTERS: readonly Chapter[] = [
  { title: 'AVG en UAVG', file: /^u?avg-/ },
  { title: 'Wet basisregistratie personen', file: /^wbrp-/ },
  { title: 'Jeugdwet', file: /^jw-/ },
  { title: 'Wmo 2015', file: /^wmo-/ },
  { title: 'Burgerlijk Wetboek', file: /^(bw|wgbo)-/ },
  { title: 'Strafrecht, politie en samenwerkingsverbanden', file: /^(sr|wth|wpg|wjsg|wgs|wams)/ },
];
const ANYONE = 9;
/** In the table where a bill, not a law, stands. */
const NEVER = '9999-12-31';

export function lawPage(law: readonly LawRow[]): string {
  const homeless = law.filter(({ id }) => !CHAPTERS.some(({ file }) => file.test(id)));
  if (homeless.length > 0) throw new Error(`docs/law.md has no chapter for ${homeless.map(({ id }) => id).join(', ')}`);
  const chapters = CHAPTERS.map(({ title, file }) => {
    const rows = law.filter(({ id }) => file.test(id));
    return `## ${title}\n\n${[...overview(rows), ...rows.map(section)].join('\n')}`;
  });
  return `${[INTRO, counts(law), ...chapters, openQuestions(law)].join('\n')}`;
}

function counts(law: readonly LawRow[]): string {
  const grounds = law.filter(isGround);
  const unsure = grounds.filter(({ certainty }) => certainty === 'U');
  return `${law.length} rows: ${grounds.length} are grounds for rules (${unsure.length} of them wait for a jurist), ${law.length - grounds.length} are met otherwise.\n`;
}

function overview(rows: readonly LawRow[]): readonly string[] {
  return [
    '| | | |',
    '|---|---|---|',
    ...rows.map(
      (row) =>
        `| \`${row.id}\` | ${cell(row.article)} | ${row.force}${isGround(row) ? '' : `, ${row.met?.by ?? ''}`} |`,
    ),
    '',
  ];
}

function section(row: LawRow): string {
  const { id, article, says, force, consent, unaskedOnly, emergencyOnly, certainty, question, met } = row;
  const how = [
    force,
    ...(consent === 'REQUIRED' ? ['by consent alone'] : []),
    ...(unaskedOnly === true ? ['unasked only'] : []),
    ...(emergencyOnly === true ? ['in an open emergency only'] : []),
    `certainty ${certainty}`,
  ];
  const lines = [
    ['', [how.join(', '), inForce(row), duties(row)].filter((text) => text !== '').join('; ')],
    ['Regime', row.regimes.map((regime) => REGIMES[regime]).join('; ')],
    ['Receives', row.recipients.map((kind) => ORGANISATION_KINDS[kind]).join('; ')],
    ['Provides', row.sources.map((kind) => ORGANISATION_KINDS[kind]).join('; ')],
    ['Data', row.categories.map((category) => `${CATEGORIES[category]} (\`${category}\`)`).join('; ')],
    ['About', aboutWhom(row)],
    ['Alleen als', row.conditions.map((condition) => conditionWords(condition, 'nl')).join('; ')],
    ['Only if', row.conditions.map((condition) => conditionWords(condition, 'en')).join('; ')],
    ['Second ground', row.specialGround ? 'serves for special (AVG 9) or criminal (AVG 10) data' : ''],
    ['Met by', met === undefined ? '' : `${met.by} (${MET_BY[met.by]}). ${met.says.nl} · ${met.says.en}`],
    ['For the jurist', question ?? ''],
  ].filter(([, text]) => text !== '');
  return [
    `### ${id}`,
    '',
    `**${article}.** ${says.nl}`,
    '',
    `*${says.en}*`,
    '',
    ...lines.map(([name, text]) => `- ${name === '' ? '' : `${name}: `}${text}`),
    '',
  ].join('\n');
}

function duties({ informs, setsSecrecyAside }: LawRow): string {
  return [
    ...(informs ? ['the recipient informs the person'] : []),
    ...(setsSecrecyAside ? ['sets secrecy aside'] : []),
  ].join(', ');
}

function inForce({ validFrom, validUntil }: LawRow): string {
  if (validFrom === NEVER) return 'not in force';
  return validUntil === null ? `in force from ${validFrom}` : `in force from ${validFrom} until ${validUntil}`;
}

function aboutWhom({ about }: LawRow): string {
  const terms: Readonly<Record<string, string>> = { ...CAPACITIES, ...CUSTODY_CAPACITIES };
  return about.length === ANYONE
    ? 'iedere betrokkene'
    : about.map((capacity) => terms[capacity] ?? capacity).join('; ');
}

function openQuestions(law: readonly LawRow[]): string {
  const asked = law.filter(({ question }) => question !== null);
  const rows = asked.map(({ id, question, certainty }) => `| \`${id}\` | ${certainty} | ${cell(question ?? '')} |`);
  return `## Vragen aan de jurist · Questions for the jurist\n\n| Row | Certainty | |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
