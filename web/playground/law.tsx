// The ground under a decision: a policy rule, and the rows of the law table it rests on.

import { conditionText } from './conditions.ts';
import { Badge } from './controls.tsx';
import { lawOf } from './grounds.ts';
import { useReading, useSay } from './language.tsx';
import { termOf } from './terms.ts';
import { dayText } from './time.ts';
import type { Condition, LawRow, Names, Policy, Rule } from './wire.ts';

export function LawRowCard({ names, row }: { readonly names: Names; readonly row: LawRow }) {
  const { language, text } = useReading();
  const say = useSay();
  const forces: Readonly<Record<string, string>> = text.forces;
  const certainties: Readonly<Record<string, string>> = text.certainties;
  const until = row.validUntil === null ? null : dayText(row.validUntil, language);
  return (
    <article className="law">
      <h4>
        <span>{row.article}</span> <code>{row.id}</code>
      </h4>
      <p>{say(row.says)}</p>
      <dl className="pairs">
        <dt>{text.force}</dt>
        <dd>
          <code>{row.force}</code> {forces[row.force]}
        </dd>
        <dt>{text.regime}</dt>
        <dd>{row.regimes.map((regime) => termOf(names, language, 'regimes', regime)).join('; ')}</dd>
        <Conditions names={names} conditions={row.conditions} />
        <dt>{text.valid}</dt>
        <dd>{text.validText(dayText(row.validFrom, language), until)}</dd>
        <dt>{text.certainty}</dt>
        <dd>
          <code>{row.certainty}</code> {certainties[row.certainty]}
        </dd>
        {row.question !== null && (
          <>
            <dt>{text.question}</dt>
            <dd lang="nl">{row.question}</dd>
          </>
        )}
      </dl>
      {(row.consent === 'REQUIRED' || row.informs || row.setsSecrecyAside) && (
        <p className="law__marks">
          {row.consent === 'REQUIRED' && <Badge tone="waiting">{text.consentRequired}</Badge>}
          {row.informs && <Badge tone="plain">{text.informs}</Badge>}
          {row.setsSecrecyAside && <Badge tone="plain">{text.secrecy}</Badge>}
        </p>
      )}
    </article>
  );
}

export function RuleCard({
  names,
  policy,
  rule,
}: {
  readonly names: Names;
  readonly policy: Policy;
  readonly rule: Rule;
}) {
  const { language, text } = useReading();
  const say = useSay();
  return (
    <article className="rule">
      <h4>
        <code>{rule.id}</code>
      </h4>
      <p>{say(rule.says)}</p>
      <dl className="pairs">
        <dt>{text.regime}</dt>
        <dd>
          {termOf(names, language, 'regimes', rule.regime)} <code>{rule.regime}</code>
        </dd>
        <dt>{text.about}</dt>
        <dd>{rule.about.map((one) => termOf(names, language, 'capacities', one)).join(', ')}</dd>
        <Conditions names={names} conditions={rule.conditions} />
      </dl>
      <Grounds title={text.processing} names={names} rows={lawOf(policy, rule.processing)} />
      {rule.disclosure.length === 0 ? (
        <p className="ground__none">
          {text.disclosure}: {text.noDisclosure}.
        </p>
      ) : (
        <Grounds title={text.disclosure} names={names} rows={lawOf(policy, rule.disclosure)} />
      )}
      <Grounds title={text.special} names={names} rows={lawOf(policy, rule.special)} />
    </article>
  );
}

function Grounds({
  title,
  names,
  rows,
}: {
  readonly title: string;
  readonly names: Names;
  readonly rows: readonly LawRow[];
}) {
  const { text } = useReading();
  if (rows.length === 0) return null;
  return (
    <div className="ground">
      <p className="ground__title">
        {title}
        {rows.length > 1 && ` (${text.oneOf})`}
      </p>
      {rows.map((row) => (
        <details key={row.id}>
          <summary className="ground__law">
            {row.article} <code>{row.id}</code>
          </summary>
          <LawRowCard names={names} row={row} />
        </details>
      ))}
    </div>
  );
}

function Conditions({ names, conditions }: { readonly names: Names; readonly conditions: readonly Condition[] }) {
  const { language, text } = useReading();
  if (conditions.length === 0) return null;
  return (
    <>
      <dt>{text.conditions}</dt>
      {conditions.map((condition) => (
        <dd key={JSON.stringify(condition)}>{conditionText(condition, names, language, text)}</dd>
      ))}
    </>
  );
}
