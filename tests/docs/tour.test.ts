// docs/tour.md keeps its word: each of its commands is run, in their order, and says what stands there.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTour, stepsOf, type Tour } from './run-tour.ts';

const folder = new URL('../../docs/', import.meta.url);
const page = readFileSync(new URL('tour.md', folder), 'utf8');

describe('the tour', { timeout: 240_000 }, () => {
  const steps = stepsOf(page);
  let tour: Tour;
  beforeAll(async () => {
    tour = await startTour();
  });
  afterAll(() => tour?.end(), 60_000);

  it('has an answer after each command that gives one', () => {
    expect(steps.length).toBeGreaterThan(15);
    expect(steps.filter(({ answer }) => answer !== null).length).toBeGreaterThan(12);
  });

  it('links only to what is there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });

  it('gives the answers that stand there', async () => {
    for (const step of steps) expect(await tour.take(step), step.commands).toBe(step.answer ?? '');
  });
});
