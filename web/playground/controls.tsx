// The page's controls on Utrecht's classes: buttons, selects, fields. Sizes and spacing are theme.css's.
import { type ReactNode, useId, useState } from 'react';
import { useReading } from './language.tsx';

export function Button({
  kind = 'secondary',
  onClick,
  disabled = false,
  children,
}: {
  readonly kind?: 'primary' | 'secondary';
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const look = kind === 'primary' ? 'utrecht-button--primary-action' : 'utrecht-button--secondary-action';
  return (
    <button
      type="button"
      className={`utrecht-button utrecht-button--html-button ${look}`}
      onClick={onClick}
      disabled={disabled}
    >
      {children}
    </button>
  );
}

export function SelectField({
  label,
  value,
  onChange,
  describedBy,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly describedBy?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="utrecht-form-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="utrecht-select utrecht-select--html-select"
        value={value}
        aria-describedby={describedBy}
        onChange={({ target }) => onChange(target.value)}
      >
        {children}
      </select>
    </div>
  );
}

/** Text to take along, with a button that copies it. */
export function CopyField({
  label,
  text,
  lines,
}: {
  readonly label: string;
  readonly text: string;
  readonly lines: number;
}) {
  const id = useId();
  const { text: said } = useReading();
  const [outcome, setOutcome] = useState('');
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setOutcome(done ? said.copied : said.copyFailed);
  };
  return (
    <div className="field">
      <label className="utrecht-form-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="utrecht-textbox utrecht-textbox--html-input copy-text"
        readOnly
        rows={lines}
        value={text}
        spellCheck={false}
        onFocus={({ target }) => target.select()}
      />
      <div className="beside">
        <Button onClick={copy}>
          {said.copy}
          <span className="visually-hidden"> {label}</span>
        </Button>
        <span role="status">{outcome}</span>
      </div>
    </div>
  );
}

export function Badge({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return <span className={`utrecht-data-badge badge badge--${tone}`}>{children}</span>;
}
