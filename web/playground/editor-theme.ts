// The editor's colours: those of its light theme, darker where they would not reach 4.5:1 on white.
import type { useMonaco } from '@graphiql/react';

type Monaco = NonNullable<ReturnType<typeof useMonaco<Parameters<Parameters<typeof useMonaco>[0]>[0]['monaco']>>>;

const NAME = 'samenzicht';

export function applyEditorTheme({ editor }: Monaco): void {
  editor.defineTheme(NAME, {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'annotation', foreground: '4a5560' },
      { token: 'comment', foreground: '1f6b1f' },
      { token: 'number', foreground: '0b6b47' },
      { token: 'type', foreground: '006666' },
    ],
    colors: {
      'editor.background': '#ffffff00',
      'editorLineNumber.foreground': '#4a5560',
      'editorLineNumber.dimmedForeground': '#4a5560',
      'editorBracketHighlight.foreground2': '#1f6b1f',
      'editorWidget.background': '#ffffff',
      'scrollbar.shadow': '#ffffff00',
    },
  });
  editor.setTheme(NAME);
}
