// The page's state: who asks what, what came back, what is explained, where the clock stands. Each part beside it only shows and calls.
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { Answered } from './answer.ts';
import { askGraphQL, type Question } from './ask.ts';
import { ClockBar } from './clock-bar.tsx';
import type { Cell } from './decisions.ts';
import { type Example, examplesFor } from './examples.ts';
import type { ExplorerHold, Fetcher } from './explorer.tsx';
import { createTokens, moveClock, readPolicy } from './gateway.ts';
import { useReading } from './language.tsx';
import { Panel } from './panel.tsx';
import { purposeIn, withPurpose } from './purpose-in-text.ts';
import { Setup } from './setup.tsx';
import { momentText } from './time.ts';
import { TokenCard } from './token-card.tsx';
import { type Asked, Why } from './why.tsx';
import type { Names, Persona, Policy } from './wire.ts';

const Explorer = lazy(() => import('./explorer.tsx'));

export type World = {
  readonly kind: 'LOADED';
  readonly personas: readonly [Persona, ...Persona[]];
  readonly names: Names;
  readonly clock: { readonly now: string; readonly start: string | null };
  /** performance.now() when the clock was read. */
  readonly readAt: number;
};

/** What came of moving the clock; ASKED: the question on the page was asked again. */
type Moved =
  | { readonly kind: 'ASKED' | 'MOVED'; readonly now: string }
  | { readonly kind: 'FAILED'; readonly cause: string };

const asText = (variables: Example['variables']): string => JSON.stringify(variables, null, 2);

export function Playground({ world }: { readonly world: World }) {
  const { personas, names } = world;
  const { language, text } = useReading();
  const [persona, setPersona] = useState<Persona>(() => inAddress(personas));
  const examples = useMemo(() => examplesFor(persona, personas), [persona, personas]);
  const [query, setQuery] = useState(persona.example.query);
  const [purpose, setPurpose] = useState(purposeIn(persona.example.query) ?? persona.purposes[0] ?? '');
  const [answers, setAnswers] = useState<{ now: Answered | null; before: Answered | null }>({
    now: null,
    before: null,
  });
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState<Asked | null>(null);
  const [policy, setPolicy] = useState<Policy | null>(null);
  const [clock, setClock] = useState({ now: Date.parse(world.clock.now), readAt: world.readAt });
  const [moved, setMoved] = useState<Moved | null>(null);

  const tokenOf = useMemo(createTokens, []);
  const explorer = useRef<ExplorerHold>(null);
  // What the editor is given to ask with is made once; it looks here for whom it asks now.
  const asker = useRef(persona);
  const hold = useCallback((way: ExplorerHold) => {
    explorer.current = way;
  }, []);
  const [fetcher] = useState<Fetcher>(() => async (question: Question) => {
    const isSchema = question.operationName === 'IntrospectionQuery';
    if (!isSchema) setAsking(true);
    try {
      const { answered, content } = await askGraphQL(asker.current, tokenOf, question);
      if (!isSchema) {
        setAnswers(({ now }) => ({ now: answered, before: now !== null && isAlike(now, answered) ? now : null }));
      }
      return content;
    } finally {
      if (!isSchema) setAsking(false);
    }
  });

  const example = examples.find((one) => textOf(one, purpose) === query)?.id ?? null;
  const outdated = answers.now !== null && (answers.now.persona.id !== persona.id || answers.now.query !== query);

  const show = (next: string, variables: Example['variables']) => {
    setQuery(next);
    explorer.current?.show(next, variables);
  };
  const onEdit = (next: string) => {
    setQuery(next);
    const named = purposeIn(next);
    if (named !== null && names.purposes?.[named] !== undefined) setPurpose(named);
  };
  const choosePersona = (id: string) => {
    const chosen = personas.find((one) => one.id === id);
    if (chosen === undefined) return;
    asker.current = chosen;
    setPersona(chosen);
    setPurpose(purposeIn(chosen.example.query) ?? chosen.purposes[0] ?? '');
    show(chosen.example.query, chosen.example.variables);
    history.replaceState(null, '', `#${chosen.id}`);
    explorer.current?.readSchema();
  };
  const chooseExample = (id: Example['id']) => {
    const chosen = examples.find((one) => one.id === id);
    if (chosen === undefined) return;
    if (chosen.act) setPurpose(purposeIn(chosen.query) ?? purpose);
    show(textOf(chosen, purpose), chosen.variables);
  };
  const choosePurpose = (chosen: string) => {
    setPurpose(chosen);
    const next = withPurpose(query, chosen);
    setQuery(next);
    explorer.current?.show(next, variablesOf(explorer.current.variables()));
  };
  const ask = () => {
    explorer.current?.ask();
    // Where the decisions stand below the editor, they would come in unseen.
    if (matchMedia('(max-width: 68rem)').matches) document.getElementById('decisions')?.scrollIntoView();
  };
  const move = async (to: string) => {
    try {
      const { now } = await moveClock(to);
      setClock({ now: Date.parse(now), readAt: performance.now() });
      const again = answers.now !== null && !outdated;
      setMoved({ kind: again ? 'ASKED' : 'MOVED', now });
      if (again) ask();
    } catch (error) {
      setMoved({ kind: 'FAILED', cause: error instanceof Error ? error.message : '' });
    }
  };
  const movedSaid = (): string => {
    if (moved === null) return '';
    if (moved.kind === 'FAILED') return `${text.clockFailed} ${moved.cause}`;
    return (moved.kind === 'ASKED' ? text.clockAsked : text.clockMoved)(momentText(moved.now, language));
  };
  const explain = (cell: Cell, person: string) => {
    const { now } = answers;
    const report = now?.answer?.extensions?.access;
    if (now === null || report === undefined) return;
    const { purpose: of, policyVersion, desks } = report;
    const holderName = desks.find(({ holder }) => holder === cell.holder)?.organisation ?? cell.holder ?? text.keptHere;
    setWhy({ cell, person, holderName, persona: now.persona, purpose: of, policyVersion });
    if (policy?.version !== policyVersion) readPolicy().then(setPolicy, () => {});
  };

  return (
    <>
      <Setup
        {...{ personas, names, persona, purpose, examples, example, asking }}
        {...{ choosePersona, choosePurpose, chooseExample, ask }}
      />
      <div className="work">
        <section className="explorer" aria-label={text.explorer}>
          <Suspense fallback={<p className="waiting">{text.explorerLoading}</p>}>
            <Explorer
              fetcher={fetcher}
              query={persona.example.query}
              variables={asText(persona.example.variables)}
              hold={hold}
              onEdit={onEdit}
            />
          </Suspense>
        </section>
        <div className="side">
          <ClockBar {...clock} start={world.clock.start} move={move} said={movedSaid()} />
          <Panel names={names} answered={answers.now} before={answers.before} {...{ outdated, asking }} why={explain} />
          <TokenCard
            persona={persona}
            query={query}
            variables={explorer.current?.variables() ?? asText(persona.example.variables)}
            tokenOf={tokenOf}
          />
        </div>
      </div>
      {why !== null && <Why names={names} asked={why} policy={policy} close={() => setWhy(null)} />}
    </>
  );
}

/** The persona that the address names after #, or the first. */
function inAddress(personas: World['personas']): Persona {
  return personas.find(({ id }) => id === location.hash.slice(1)) ?? personas[0];
}

/** Asked by the same persona for the same purpose: what differs then is what the world changed. */
function isAlike(one: Answered, other: Answered): boolean {
  const purpose = ({ answer }: Answered) => answer?.extensions?.access?.purpose;
  return one.persona.id === other.persona.id && purpose(one) === purpose(other);
}

function variablesOf(text: string): Example['variables'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** An act keeps the purpose that its text names; a question takes the chosen one. */
function textOf({ act, query }: Example, purpose: string): string {
  return act ? query : withPurpose(query, purpose);
}
