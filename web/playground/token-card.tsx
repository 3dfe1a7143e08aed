// The persona's token, and the question in the editor as one line of curl.
import { useEffect, useState } from 'react';
import { CopyField } from './controls.tsx';
import type { Token } from './gateway.ts';
import { useReading } from './language.tsx';
import { clockTimeText } from './time.ts';
import type { Persona } from './wire.ts';

export type TokenCardProps = {
  readonly persona: Persona;
  readonly query: string;
  readonly variables: string;
  readonly tokenOf: (persona: string) => Promise<Token>;
};

export function TokenCard({ persona, query, variables, tokenOf }: TokenCardProps) {
  const { language, text } = useReading();
  const [open, setOpen] = useState(false);
  const [token, setToken] = useState<Token | null>(null);
  useEffect(() => {
    if (!open) return;
    let wanted = true;
    setToken(null);
    tokenOf(persona.id).then(
      (got) => wanted && setToken(got),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [open, persona.id, tokenOf]);
  return (
    <details className="more token" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.token}</summary>
      {token !== null && (
        <>
          <p>
            {text.tokenLead(persona.name)} ({text.tokenUntil(clockTimeText(token.until, language))})
          </p>
          <CopyField label={text.tokenLabel} text={token.text} lines={2} />
          <CopyField label={text.curlLabel} text={curlOf(token.text, query, variables)} lines={6} />
        </>
      )}
    </details>
  );
}

/** One command for a POSIX shell. */
function curlOf(token: string, query: string, variables: string): string {
  const body = JSON.stringify({ query, ...variablesIn(variables) });
  return [
    `curl -s ${location.origin}/graphql`,
    `-H 'authorization: Bearer ${token}'`,
    `-H 'content-type: application/json'`,
    `--data ${quoted(body)}`,
  ].join(' \\\n  ');
}

function variablesIn(text: string): { variables?: unknown } {
  try {
    return text.trim() === '' ? {} : { variables: JSON.parse(text) };
  } catch {
    return {};
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
