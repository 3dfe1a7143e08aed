// "Why?" for one cell, in a dialog: outcome and code, the policy rule, and the law it rests on.
import { useEffect, useId, useRef } from 'react';
import { Badge, Button } from './controls.tsx';
import type { Cell } from './decisions.ts';
import { couldOpen, lawOf, ruleOf } from './grounds.ts';
import { useReading, useSay } from './language.tsx';
import { LawRowCard, RuleCard } from './law.tsx';
import { termOf } from './terms.ts';
import type { Names, OpenedGroup, Persona, Policy, WithheldGroup } from './wire.ts';

export type Asked = {
  readonly cell: Cell;
  readonly person: string;
  readonly holderName: string;
  readonly persona: Persona;
  readonly purpose: string | null;
  readonly policyVersion: string | null;
};

export type WhyProps = {
  readonly names: Names;
  readonly asked: Asked;
  /** Null: on its way. */
  readonly policy: Policy | null;
  readonly close: () => void;
};

export function Why({ names, asked, policy, close }: WhyProps) {
  const { language, text } = useReading();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { cell, person, holderName, policyVersion } = asked;
  useEffect(() => dialog.current?.showModal(), []);
  const moved = policy !== null && policyVersion !== null && policy.version !== policyVersion;
  return (
    <dialog ref={dialog} className="why" aria-labelledby={title} onClose={close}>
      <header className="why__head">
        <h2 id={title}>
          {cell.state.kind === 'OPEN' ? text.whyIsOpen : text.whyIsClosed}{' '}
          {text.whyTitle(termOf(names, language, 'categories', cell.category), person)}
        </h2>
        <Button onClick={() => dialog.current?.close()}>{text.close}</Button>
      </header>
      <p className="why__place">
        {text.whyAt} {holderName} <code>{cell.category}</code>
      </p>
      {moved && <p className="outdated">{text.whyPolicyMoved}</p>}
      {cell.state.kind === 'OPEN' ? (
        <OpenBecause names={names} by={cell.state.by} policy={policy} />
      ) : (
        <ClosedBecause names={names} by={cell.state.by} asked={asked} policy={policy} />
      )}
    </dialog>
  );
}

function OpenBecause({ names, by, policy }: { names: Names; by: OpenedGroup; policy: Policy | null }) {
  const { language, text } = useReading();
  const vias: Readonly<Record<string, string>> = text.vias;
  if (policy === null) return <p role="status">{text.whyLoading}</p>;
  const rule = ruleOf(policy, by.rule);
  return (
    <>
      <p className="why__outcome">
        <Badge tone="open">{text.open}</Badge> {text.whyOpen}
        {by.via !== null && ` ${text.via}: ${vias[by.via] ?? by.via} (${by.via}).`}
        {by.regime !== null && ` ${text.regime}: ${termOf(names, language, 'regimes', by.regime)}.`}
      </p>
      <h3>{text.whyRule}</h3>
      {rule === undefined ? (
        <p>
          <code>{by.rule}</code> {text.whyRuleGone}
        </p>
      ) : (
        <RuleCard names={names} policy={policy} rule={rule} />
      )}
      <h3>{text.whyBases}</h3>
      {lawOf(policy, by.bases).map((row) => (
        <LawRowCard key={row.id} names={names} row={row} />
      ))}
    </>
  );
}

type ClosedProps = { names: Names; by: WithheldGroup; asked: Asked; policy: Policy | null };

function ClosedBecause({ names, by, asked, policy }: ClosedProps) {
  const { language, text } = useReading();
  const say = useSay();
  const { cell, persona, purpose } = asked;
  return (
    <>
      <p className="why__outcome">
        <Badge tone="closed">{text.closed}</Badge> {text.whyClosed} <code>{by.code}</code>
      </p>
      <p className="utrecht-alert utrecht-alert--info">
        <span>
          <strong>{text.whatToDo} </strong>
          {say(by.message)}
        </span>
      </p>
      {by.code === 'NOT_AVAILABLE' && <p>{text.whySensitive}</p>}
      {by.code === 'NO_VALID_CONSENT' && <p>{text.whyConsent}</p>}
      {policy === null ? (
        <p role="status">{text.whyLoading}</p>
      ) : (
        <>
          {(by.code === 'PURPOSE_NOT_ALLOWED' || by.code === 'ROLE_NOT_ALLOWED') && (
            <Users names={names} policy={policy} purpose={purpose} />
          )}
          <h3>{text.whyCouldOpen}</h3>
          <Candidates names={names} policy={policy} cell={cell} persona={persona} purpose={purpose} />
        </>
      )}
      {purpose !== null && (
        <p className="why__asked">
          {persona.name}: {termOf(names, language, 'roles', persona.role)},{' '}
          {termOf(names, language, 'purposes', purpose)}
        </p>
      )}
    </>
  );
}

function Candidates({
  names,
  policy,
  cell,
  persona,
  purpose,
}: {
  names: Names;
  policy: Policy;
  cell: Cell;
  persona: Persona;
  purpose: string | null;
}) {
  const { language, text } = useReading();
  const rules = couldOpen(policy, cell, persona, purpose);
  if (rules.length === 0) {
    const role = termOf(names, language, 'roles', persona.role);
    return <p>{text.whyNoRule(role, purpose === null ? '?' : termOf(names, language, 'purposes', purpose))}</p>;
  }
  return (
    <>
      <p>{text.whyCouldOpenLead}</p>
      {rules.map((rule) => (
        <RuleCard key={rule.id} names={names} policy={policy} rule={rule} />
      ))}
    </>
  );
}

function Users({ names, policy, purpose }: { names: Names; policy: Policy; purpose: string | null }) {
  const { language, text } = useReading();
  const entry = policy.purposes.find((one) => one.purpose === purpose);
  if (entry === undefined) return null;
  return (
    <>
      <h3>{text.whyUsers}</h3>
      <ul>
        {entry.users.map(({ kind, roles }) => (
          <li key={`${kind} ${roles.join()}`}>
            {kind !== null && `${termOf(names, language, 'organisations', kind)}: `}
            {roles.map((role) => termOf(names, language, 'roles', role)).join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}
