// docs/tour.md keeps its word: each of its commands is run, in their order, and says what stands there. tests/docs/write-tour.ts renews it.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startTour, stepsOf } from './run-tour.ts';

const folder = new URL('../../docs/', import.meta.url);
const page = readFileSync(new URL('tour.md', folder), 'utf8');

describe('the tour', { timeout: 240_000 }, () => {
  const steps = stepsOf(page);

  it('has an answer after each command that gives one', () => {
    expect(steps.length).toBeGreaterThan(15);
    expect(steps.filter(({ answer }) => answer !== null).length).toBeGreaterThan(12);
  });

  it('links only to what is there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });

  // Once more, with a system of its own: on a machine that is busy with other suites a holder may answer too late, and is then told as unreachable.
  it('gives the answers that stand there', { retry: 1 }, async () => {
    const tour = await startTour();
    try {
      for (const step of steps) {
        expect(withoutColumns(await tour.take(step)), step.commands).toBe(withoutColumns(step.answer ?? ''));
      }
    } finally {
      await tour.end();
    }
  });
});

/** How wide a column is depends on names that the page does not show. */
function withoutColumns(text: string): string {
  return text.replace(/ {2,}/g, '  ');
}
