// A source in memory that gives all it has, whoever is asked about: what stays behind is the kit's doing.

import type { z } from 'zod';
import { type Asked, type Source, type SourceRow, sourceRow } from '../../subgraphs/kit/source.ts';

export type GivenRow = z.input<typeof sourceRow>;

export interface TestSource extends Source {
  readonly reads: (readonly Asked[])[];
  rows: GivenRow[];
  failing: boolean;
}

export function testSource(): TestSource {
  const reads: (readonly Asked[])[] = [];
  return {
    reads,
    rows: [],
    failing: false,
    async read(asked) {
      reads.push(asked);
      if (this.failing) throw new Error('connection lost to 10.0.0.7 while reading Anna de Vries');
      return this.rows.map((row): SourceRow => sourceRow.parse(row));
    },
    async ready() {
      return !this.failing;
    },
    async close() {},
  };
}
