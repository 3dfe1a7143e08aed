// Per request: the questions of all persons, groups and aliases go to the source in one read; a row nobody asked for is dropped.
import DataLoader from 'dataloader';
import type { GrantCell } from '../../schema/grant-format.ts';
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Asked, Source, SourceRow } from './source.ts';

export interface RowReader {
  /** The rows of one kind in one person's file, as the source gave them: not yet held against the grant. */
  rows(kind: string, subject: InnerKey, cell: GrantCell): Promise<readonly SourceRow[]>;
}

/** A source that threw; carries nothing of its message. */
export class SourceFailed extends Error {
  constructor() {
    super('the source could not be read');
    this.name = 'SourceFailed';
  }
}

const keyOf = ({ kind, subject }: { readonly kind: string; readonly subject: InnerKey }): string =>
  `${kind} ${subject}`;

/** One per request, never shared: what one grant opened is not another's. */
export function rowReader(source: Source, internal: boolean): RowReader {
  const loader = new DataLoader<Asked, readonly SourceRow[], string>(
    async (asked) => {
      const found = new Map<string, SourceRow[]>(asked.map((one) => [keyOf(one), []]));
      try {
        for (const row of await source.read(asked)) found.get(keyOf(row))?.push(row);
      } catch {
        throw new SourceFailed();
      }
      return asked.map((one) => found.get(keyOf(one)) ?? []);
    },
    { cacheKeyFn: keyOf },
  );
  return {
    rows: (kind, subject, cell) =>
      loader.load({
        kind,
        subject,
        from: cell.from ?? null,
        until: cell.until ?? null,
        origins: cell.origins,
        internal,
      }),
  };
}
