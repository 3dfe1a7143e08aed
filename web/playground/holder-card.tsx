// One holder: whether it was asked, its cells, and the rules and codes behind them.
import { useId } from 'react';
import { Badge } from './controls.tsx';
import type { Cell, HolderDecisions } from './decisions.ts';
import { useReading, useSay } from './language.tsx';
import { Matrix } from './matrix.tsx';
import { usePeople } from './person-names.tsx';
import { termOf } from './terms.ts';
import { clockTimeText, dayText } from './time.ts';
import type { Names, OpenedGroup, WithheldGroup } from './wire.ts';

const STATUS_TONES: Readonly<Record<string, string>> = { ANSWERED: 'open', NOT_ASKED: 'closed', UNREACHABLE: 'down' };

/** Rows above which those that no rule is about are folded away. */
const LONG = 10;

function hasNoRule({ cells }: HolderDecisions, { source, category }: HolderDecisions['rows'][number]): boolean {
  return [...cells.values()]
    .filter((cell) => cell.source === source && cell.category === category)
    .every(({ state }) => state.kind === 'CLOSED' && state.by.code === 'NO_POLICY');
}

export type HolderCardProps = {
  readonly names: Names;
  readonly holder: HolderDecisions;
  readonly own: string | null;
  readonly changed: ReadonlySet<string>;
  readonly why: (cell: Cell, person: string) => void;
};

export function HolderCard({ names, holder, own, changed, why }: HolderCardProps) {
  const { language, text } = useReading();
  const title = useId();
  const name = holder.desk?.organisation ?? (holder.source === 'ACCESS' ? text.keptHere : holder.key);
  const status = holder.line?.status;
  const statuses: Readonly<Record<string, string>> = text.statuses;
  const means: Readonly<Record<string, string>> = text.statusMeans;
  const ruled = holder.rows.filter((row) => !hasNoRule(holder, row));
  const isLong = holder.rows.length > LONG && ruled.length < holder.rows.length;
  const shown = isLong ? ruled : holder.rows;
  const hidden = isLong ? holder.rows.filter((row) => hasNoRule(holder, row)) : [];
  return (
    <article className="holder" aria-labelledby={title}>
      <header className="holder__head">
        <div>
          <h3 id={title}>{name}</h3>
          <p className="holder__kind">
            {termOf(names, language, 'sources', holder.source)}
            {holder.holder !== null && holder.holder === own && `, ${text.ownHolder}`}
          </p>
        </div>
        {status !== undefined && <Badge tone={STATUS_TONES[status] ?? 'closed'}>{statuses[status] ?? status}</Badge>}
      </header>
      {status !== undefined && (
        <p className="holder__means">
          {means[status]} {holder.line?.asOf && text.asOf(clockTimeText(holder.line.asOf, language))}
        </p>
      )}
      {shown.length > 0 && <Matrix {...{ names, holder, name, changed, why }} rows={shown} />}
      {hidden.length > 0 && (
        <details className="more">
          <summary>{text.noRuleRows(hidden.length)}</summary>
          <Matrix {...{ names, holder, name, changed, why }} rows={hidden} />
        </details>
      )}
      {holder.withheld.length > 0 && (
        <ul className="groups" aria-label={text.withheldBy}>
          {byCode(holder.withheld).map((groups) => (
            <Withheld key={groups[0].code} names={names} groups={groups} />
          ))}
        </ul>
      )}
      {holder.opened.length > 0 && (
        <details className="more">
          <summary>
            {text.grounds} ({holder.opened.length})
          </summary>
          <ul className="groups" aria-label={text.openedBy}>
            {holder.opened.map((group) => (
              <Opened key={keyOf(group.rule, group)} names={names} group={group} />
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

type SameCode = readonly [WithheldGroup, ...WithheldGroup[]];

/** One sentence for all that is closed for the same reason. */
function byCode(groups: readonly WithheldGroup[]): readonly SameCode[] {
  const found = new Map<string, SameCode>();
  for (const group of groups) {
    const known = found.get(group.code);
    found.set(group.code, known === undefined ? [group] : [...known, group]);
  }
  return [...found.values()];
}

function Withheld({ names, groups }: { readonly names: Names; readonly groups: SameCode }) {
  const say = useSay();
  return (
    <li className="group">
      <p>
        <code>{groups[0].code}</code> {say(groups[0].message)}
      </p>
      {groups.map((group) => (
        <About key={keyOf(group.code, group)} names={names} group={group} />
      ))}
    </li>
  );
}

function Opened({ names, group }: { readonly names: Names; readonly group: OpenedGroup }) {
  const { language, text } = useReading();
  const vias: Readonly<Record<string, string>> = text.vias;
  return (
    <li className="group">
      <About names={names} group={group} />
      <dl className="group__why">
        {group.via !== null && (
          <>
            <dt>{text.via}</dt>
            <dd>
              {vias[group.via] ?? group.via} <code>{group.via}</code>
            </dd>
          </>
        )}
        {group.regime !== null && (
          <>
            <dt>{text.regime}</dt>
            <dd>
              {termOf(names, language, 'regimes', group.regime)} <code>{group.regime}</code>
            </dd>
          </>
        )}
        <dt>{text.rule}</dt>
        <dd>
          <code>{group.rule}</code>
        </dd>
        <dt>{text.bases}</dt>
        <dd>
          {group.bases.map((basis) => (
            <code key={basis}>{basis}</code>
          ))}
        </dd>
        {group.period !== null && (
          <>
            <dt>{text.period}</dt>
            <dd>
              {text.periodText(
                group.period.from === null ? null : dayText(group.period.from, language),
                group.period.until === null ? null : dayText(group.period.until, language),
              )}
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

function About({ names, group }: { readonly names: Names; readonly group: OpenedGroup | WithheldGroup }) {
  const { language } = useReading();
  const { nameOf } = usePeople();
  return (
    <p className="group__about">
      <strong>{group.categories.map((category) => termOf(names, language, 'categories', category)).join(', ')}</strong>
      {': '}
      {group.subjects.map(nameOf).join(', ')}
    </p>
  );
}

function keyOf(first: string, { subjects, categories, source }: OpenedGroup | WithheldGroup): string {
  return [first, source, ...subjects, ...categories].join('|');
}
