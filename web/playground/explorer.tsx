// GraphiQL: the text of a question, its variables and the answer. What is chosen beside it enters through `hold`; what it asks goes through `fetcher`.
import { useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import { GraphiQL } from 'graphiql';
import { type ComponentProps, useEffect } from 'react';
import { applyEditorTheme } from './editor-theme.ts';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';

export type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];

export type ExplorerHold = {
  readonly show: (query: string, variables: Readonly<Record<string, unknown>>) => void;
  readonly query: () => string;
  readonly variables: () => string;
  readonly ask: () => void;
  /** The schema differs per role. */
  readonly readSchema: () => void;
};

export type ExplorerProps = {
  readonly fetcher: Fetcher;
  readonly query: string;
  readonly variables: string;
  /** Gets the way in once the editors are there. */
  readonly hold: (hold: ExplorerHold) => void;
  readonly onEdit: (query: string) => void;
};

/** Questions may hold a family's ids: this browser keeps none of them. */
const nothingKept = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  };
};
const storage = nothingKept();

export default function Explorer({ fetcher, query, variables, hold, onEdit }: ExplorerProps) {
  return (
    <GraphiQL
      fetcher={fetcher}
      initialQuery={query}
      initialVariables={variables}
      storage={storage}
      defaultTheme="light"
      forcedTheme="light"
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility={false}
      onEditQuery={onEdit}
      schemaDescription={false}
    >
      <GraphiQL.Logo>{null}</GraphiQL.Logo>
      <WayIn hold={hold} />
    </GraphiQL>
  );
}

function WayIn({ hold }: Pick<ExplorerProps, 'hold'>) {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const monaco = useMonaco((state) => state.monaco);
  const { run, introspect } = useGraphiQLActions();
  useEffect(() => {
    if (monaco !== undefined) applyEditorTheme(monaco);
    for (const editor of [queryEditor, variableEditor, responseEditor]) editor?.updateOptions({ fontSize: 13 });
  }, [monaco, queryEditor, variableEditor, responseEditor]);
  useEffect(() => {
    if (queryEditor === undefined || variableEditor === undefined) return;
    hold({
      show(query, variables) {
        queryEditor.setValue(query);
        variableEditor.setValue(JSON.stringify(variables, null, 2));
      },
      query: () => queryEditor.getValue(),
      variables: () => variableEditor.getValue(),
      ask: run,
      readSchema: () => void introspect(),
    });
  }, [queryEditor, variableEditor, run, introspect, hold]);
  return null;
}
