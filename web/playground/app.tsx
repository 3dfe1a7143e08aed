// Fetches what the demo knows of its people, names and clock; then the playground, or a sentence and a way out.
import { useEffect, useState } from 'react';
import { Button } from './controls.tsx';
import { readClock, readNames, readPersonas } from './gateway.ts';
import { type Language, useReading } from './language.tsx';
import { Playground, type World } from './playground.tsx';

type Loading = { readonly kind: 'LOADING' } | { readonly kind: 'FAILED'; readonly sentence: string };

export function App() {
  const { text } = useReading();
  const [world, setWorld] = useState<World | Loading>({ kind: 'LOADING' });
  const load = () => {
    setWorld({ kind: 'LOADING' });
    Promise.all([readPersonas(), readNames(), readClock()]).then(
      ([personas, names, clock]) => {
        const [first, ...others] = personas;
        if (first === undefined) setWorld({ kind: 'FAILED', sentence: '' });
        else setWorld({ kind: 'LOADED', personas: [first, ...others], names, clock, readAt: performance.now() });
      },
      (error: unknown) => setWorld({ kind: 'FAILED', sentence: error instanceof Error ? error.message : '' }),
    );
  };
  // Once, when the page opens.
  useEffect(load, []);
  return (
    <>
      <a className="skip" href="#decisions">
        {text.skip}
      </a>
      <header className="top">
        <p className="top__name">
          <span aria-hidden="true" className="top__mark" />
          {text.product} <span className="top__page">{text.page}</span>
        </p>
        <p className="top__demo">{text.demo}</p>
        <LanguageSwitch />
      </header>
      <main>
        <h1 className="visually-hidden">{text.title}</h1>
        {world.kind === 'LOADED' && <Playground world={world} />}
        {world.kind === 'LOADING' && (
          <p className="waiting" role="status">
            {text.loading}
          </p>
        )}
        {world.kind === 'FAILED' && (
          <div className="waiting" role="alert">
            <p>
              {text.loadFailed} {world.sentence}
            </p>
            <Button onClick={load}>{text.again}</Button>
          </div>
        )}
      </main>
    </>
  );
}

const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'nl', name: 'Nederlands' },
  { code: 'en', name: 'English' },
];

function LanguageSwitch() {
  const { language, text, choose } = useReading();
  return (
    <nav className="languages" aria-label={text.languageLabel}>
      {LANGUAGES.map(({ code, name }) => (
        <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => choose(code)}>
          {name}
        </button>
      ))}
    </nav>
  );
}
