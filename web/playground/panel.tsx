// What an answer decided: a sentence that sums it up, the record's id, the notice, and a card for each holder.
import { useMemo } from 'react';
import { type Problem, problemsIn } from './act-result.ts';
import { type Answered, leavesMembersOut, showsNothing } from './answer.ts';
import { type Cell, changedCells, decisionsOf, subjectsOf } from './decisions.ts';
import { withDecisionsIn } from './decisions-in-data.ts';
import { HolderCard } from './holder-card.tsx';
import { useReading, useSay } from './language.tsx';
import { peopleIn } from './people.ts';
import { PersonNames } from './person-names.tsx';
import type { Text } from './text-nl.ts';
import type { AccessReport, Desk, GraphQLAnswer, Names } from './wire.ts';

export type PanelProps = {
  readonly names: Names;
  readonly answered: Answered | null;
  /** The answer before it to the same persona, for what changed. */
  readonly before: Answered | null;
  readonly outdated: boolean;
  readonly asking: boolean;
  readonly why: (cell: Cell, person: string) => void;
};

export function Panel({ names, answered, before, outdated, asking, why }: PanelProps) {
  const { text } = useReading();
  return (
    <section className="panel" aria-labelledby="panel-title" aria-busy={asking} id="decisions" tabIndex={-1}>
      <h2 id="panel-title">{text.panel}</h2>
      {answered === null ? (
        <Beginning />
      ) : (
        <Decided names={names} answered={answered} before={before} outdated={outdated} why={why} />
      )}
    </section>
  );
}

function Beginning() {
  const { text } = useReading();
  return (
    <>
      <p>{text.lead}</p>
      <p>{text.panelEmpty}</p>
      <ol className="steps">
        {text.panelSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

type DecidedProps = Pick<PanelProps, 'names' | 'before' | 'outdated' | 'why'> & { readonly answered: Answered };

function Decided({ names, answered, before, outdated, why }: DecidedProps) {
  const { text } = useReading();
  const say = useSay();
  const report = useMemo(() => wholeReport(answered), [answered]);
  const own = answered.persona.organisation?.oin ?? null;
  const holders = useMemo(() => (report === undefined ? [] : decisionsOf(report, own)), [report, own]);
  const changed = useMemo(() => {
    const earlier = before === null ? undefined : wholeReport(before);
    return earlier === undefined ? new Set<string>() : changedCells(holders, decisionsOf(earlier, own));
  }, [holders, before, own]);
  const people = useMemo(
    () => peopleIn(answered.answer?.data, report === undefined ? new Set() : subjectsOf(report)),
    [answered, report],
  );

  return (
    <PersonNames people={people} caller={answered.persona}>
      <p className="summary" role="status">
        {summaryOf(answered, report, text)} {changed.size > 0 && text.changed(changed.size)}
      </p>
      {outdated && <p className="outdated">{text.stale}</p>}
      <Errors errors={answered.answer?.errors ?? []} />
      <Problems problems={problemsIn(answered.answer?.data) ?? []} />
      {report !== undefined && (
        <>
          <dl className="facts">
            <div>
              <dt>{text.http}</dt>
              <dd>
                HTTP {answered.status}, {Math.round(answered.milliseconds)} ms
              </dd>
            </div>
            <div>
              <dt>{text.record}</dt>
              <dd>
                <code>{report.recordId ?? text.recordNone}</code>
              </dd>
            </div>
            <div>
              <dt>{text.request}</dt>
              <dd>
                <code>{report.requestId}</code>
              </dd>
            </div>
            <div>
              <dt>{text.policyVersion}</dt>
              <dd>
                <code>{report.policyVersion ?? text.recordNone}</code>
              </dd>
            </div>
          </dl>
          {holders.map((holder) => (
            <HolderCard key={holder.key} names={names} holder={holder} own={own} changed={changed} why={why} />
          ))}
          <p className="utrecht-alert utrecht-alert--info notice">
            <span>
              <strong>{text.notice}: </strong>
              {say(report.notice)}
            </span>
          </p>
          <Desks desks={report.desks} />
        </>
      )}
    </PersonNames>
  );
}

function wholeReport({ answer }: Answered): AccessReport | undefined {
  const report = answer?.extensions?.access;
  return report === undefined ? undefined : withDecisionsIn(answer?.data, report);
}

function summaryOf(answered: Answered, report: AccessReport | undefined, text: Text): string {
  const { answer } = answered;
  if (answer === null) return text.failed;
  if (report === undefined) return text.noReport;
  const code = answer.errors?.[0]?.extensions?.code;
  if (answer.data === undefined || (answer.data === null && code !== undefined)) return text.refused(code ?? '?');
  const problems = problemsIn(answer.data);
  if (problems !== null) return problems.length === 0 ? text.actDone : text.actNotDone;
  if (showsNothing(answered)) return text.nothing;
  const count = (groups: readonly { subjects: readonly string[]; categories: readonly string[] }[]): number =>
    groups.reduce((sum, { subjects, categories }) => sum + subjects.length * categories.length, 0);
  const open = count(report.opened);
  const closed = count(report.withheld);
  if (open + closed === 0) return leavesMembersOut(answered) ? text.noMembers : text.noPeople;
  const asked = report.sources.filter(({ status }) => status !== 'NOT_ASKED').length;
  return text.summary(open, closed, asked, report.sources.length);
}

/** Why an act was not done, in the words of the gateway (Dutch). */
function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const { text } = useReading();
  if (problems.length === 0) return null;
  return (
    <div className="utrecht-alert utrecht-alert--warning errors">
      <div>
        <h3>{text.actNotDone}</h3>
        <ul>
          {problems.map(({ code, field, message }) => (
            <li key={`${code}|${field}`}>
              {field !== null && field !== undefined && <code>{field}</code>} <span lang="nl">{message}</span>{' '}
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Errors({ errors }: { readonly errors: NonNullable<GraphQLAnswer['errors']> }) {
  const { text } = useReading();
  const say = useSay();
  if (errors.length === 0) return null;
  const said = errors.map(({ message, extensions }) => ({
    code: extensions?.code ?? '',
    sentence: extensions?.words === undefined ? message : say(extensions.words),
  }));
  const once = [...new Map(said.map((one) => [`${one.code}|${one.sentence}`, one])).values()];
  return (
    <div className="utrecht-alert utrecht-alert--error errors">
      <div>
        <h3>{text.errors}</h3>
        <ul>
          {once.map(({ code, sentence }) => (
            <li key={`${code}|${sentence}`}>
              {sentence} <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Desks({ desks }: { readonly desks: readonly Desk[] }) {
  const { text } = useReading();
  if (desks.length === 0) return null;
  return (
    <details className="more">
      <summary>{text.desks}</summary>
      <ul className="desks">
        {desks.map(({ holder, organisation, name, phone, hours }) => (
          <li key={holder}>
            <strong>{organisation}</strong>: {name},{' '}
            <a
              className="utrecht-link"
              href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}
              aria-label={`${text.phoneOf(organisation)}: ${phone}`}
            >
              {phone}
            </a>
            , {hours}
          </li>
        ))}
      </ul>
    </details>
  );
}
