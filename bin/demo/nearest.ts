// Which of the known names somebody may have meant.

/** At most three, nearest first; none where nothing comes near. */
export function nearest(name: string, known: readonly string[]): string[] {
  const asked = name.toLowerCase();
  return known
    .map((one) => ({ one, far: one.includes(asked) && asked.length > 1 ? 0 : distance(asked, one) }))
    .filter(({ one, far }) => far <= Math.max(2, Math.floor(one.length / 2)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Levenshtein: letters put in, left out or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [above, letter] of [...from].entries()) {
    const next = [above + 1];
    for (const [at, other] of [...to].entries()) {
      const change = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
