// How far an import is: a line each second, or on a terminal one line that moves. Counts only, never anything of a person.
import type { Progress } from '../../subgraphs/persons/import/import-lists.ts';

export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const EVERY_MS = { terminal: 100, lines: 1_000 } as const;
const WIDTH = 24;

/** `size`: of the file, in bytes. `end` may be called twice. */
export function showProgress(
  screen: Screen,
  size: number,
  now: () => number = performance.now.bind(performance),
): { tell(progress: Progress): void; end(): void } {
  const moving = screen.isTTY === true;
  const every = moving ? EVERY_MS.terminal : EVERY_MS.lines;
  let last = now();
  let doing: Progress['doing'] = 'READING';
  let shown = false;
  return {
    tell(progress) {
      const at = now();
      if (at - last < every && progress.doing === doing) return;
      last = at;
      doing = progress.doing;
      const text = textOf(progress, size);
      screen.write(moving ? `\r${text}\u001b[K` : `${text}\n`);
      shown = moving;
    },
    end() {
      if (shown) screen.write('\r\u001b[K');
      shown = false;
    },
  };
}

function textOf({ bytes, lists, doing }: Progress, size: number): string {
  if (doing === 'WRITING') return `${lists} lists read; relations, custody and living groups ...`;
  const part = Math.min(1, bytes / size);
  const done = Math.round(part * WIDTH);
  return `[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${Math.round(part * 100)}%, ${lists} lists`;
}
