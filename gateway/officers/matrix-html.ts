// The matrix as one HTML page without scripts or anything from elsewhere: Dutch for an officer, identifiers beside the terms.
import { CAPACITIES, CUSTODY_CAPACITIES } from '../../schema/names/capacity.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { ORGANISATION_KINDS } from '../../schema/names/organisation-kind.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { isGround, type LawRow } from '../vocabulary/law-row.ts';
import type { MatrixCell, MatrixEntry } from './matrix.ts';
import { blocksOf, type MatrixBlock, type MatrixColumn } from './matrix-blocks.ts';
import { conditionWords, HOW } from './words.ts';

const STYLE = `body { font: 16px/1.5 sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; margin-block: 1rem 3rem }
caption { text-align: left; font-weight: bold; padding-block: .5rem }
th, td { border: 1px solid #767676; padding: .35rem .6rem; text-align: left; vertical-align: top }
thead th { position: sticky; top: 0; background: #eef2f7 }
ul { margin: 0; padding-inline-start: 1.1rem } li { margin-block-end: .4rem }
code { font-size: .85em } .closed { color: #595959 } .waits { color: #7a4b00 }`;
const TERMS: Readonly<Record<string, string>> = { ...CAPACITIES, ...CUSTODY_CAPACITIES };
const ANYONE = 9;

export type MatrixTitle = { readonly version: string; readonly on: string };

export function matrixHtml(cells: readonly MatrixCell[], law: readonly LawRow[], { version, on }: MatrixTitle): string {
  const title = `Wie mag wat zien: beleid ${version}, recht van ${on}`;
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>Wat hier niet staat is gesloten. Een voorwaarde moet gelden op de dag van de vraag, voor de persoon over wie het gaat.</p>
${blocksOf(cells).map(blockHtml).join('\n')}
<h2>Grondslagen</h2>
<dl>
${law.filter(isGround).map(rowHtml).join('\n')}
</dl>
</body>
</html>
`;
}

function blockHtml({ kind, purpose, roles, columns, rows }: MatrixBlock): string {
  const who = kind === null ? 'betrokkene zelf' : ORGANISATION_KINDS[kind];
  const caption = `${who}, voor ${PURPOSES[purpose]}: ${roles.map((role) => ROLES[role]).join(', ')}`;
  const head = columns.map((column) => `<th scope="col">${escaped(columnTerm(column, kind))}</th>`).join('');
  const body = rows
    .map(({ category, cells }) => {
      const name = `<th scope="row">${escaped(CATEGORIES[category])}<br><code>${category}</code></th>`;
      return `<tr>${name}${cells.map(cellHtml).join('')}</tr>`;
    })
    .join('\n');
  return `<table>
<caption>${escaped(caption)} <code>${kind ?? 'DATA_SUBJECT'} ${purpose} ${roles.join(' ')}</code></caption>
<thead><tr><th scope="col">gegeven</th>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table>`;
}

function columnTerm({ source, whose, holder }: MatrixColumn, kind: MatrixBlock['kind']): string {
  if (source === 'ACCESS') return 'vastgelegde toestemmingen';
  if (source === 'PERSONS') return 'basisregistratie personen';
  if (whose === 'OWN') return 'eigen dossier';
  return holder === kind ? `ander: ${ORGANISATION_KINDS[holder]}` : ORGANISATION_KINDS[holder];
}

function cellHtml(entries: readonly MatrixEntry[]): string {
  if (entries.length === 0) return '<td class="closed">gesloten</td>';
  return `<td><ul>${entries.map(entryHtml).join('')}</ul></td>`;
}

function entryHtml({ how, rule, processing, disclosure, special, waitsFor, ...entry }: MatrixEntry): string {
  const { about, conditions, necessity, fields, months } = entry;
  const parts = [
    ...(about.length === ANYONE ? [] : [`over ${about.map((one) => TERMS[one] ?? one).join(', ')}`]),
    ...conditions.map((condition) => conditionWords(condition, 'nl')),
    ...(necessity ? ['na een vastgelegde noodzaak'] : []),
    ...(fields === null ? [] : [`alleen ${fields.join(', ')}`]),
    ...(months === null ? ['zonder grens in de tijd'] : months === 24 ? [] : [`tot ${months} maanden voor de zaak`]),
  ];
  const says = escaped([HOW[how].nl, ...parts].join('; '));
  const waits = waitsFor === null ? '' : ' <strong class="waits">wacht op een schakelaar</strong>';
  const grounds = [...new Set([processing, disclosure, special].filter((ids) => ids.length > 0).map(links))];
  return `<li>${says}${waits}<br><code>${escaped(rule)}</code> ${grounds.join('; ')}</li>`;
}

function links(ids: readonly string[]): string {
  return ids.map((id) => `<a href="#${escaped(id)}"><code>${escaped(id)}</code></a>`).join(' of ');
}

function rowHtml({ id, article, says, conditions }: LawRow): string {
  const demands = conditions.map((condition) => conditionWords(condition, 'nl')).join('; ');
  const text = demands === '' ? says.nl : `${says.nl} Alleen als: ${demands}.`;
  return `<dt id="${escaped(id)}"><code>${escaped(id)}</code> ${escaped(article)}</dt><dd>${escaped(text)}</dd>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
