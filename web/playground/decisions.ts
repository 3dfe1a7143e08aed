// An answer's report in; per holder a table of cells (category x person) out, each open or closed with the group that says why.
import type { AccessReport, Desk, OpenedGroup, SourceLine, WithheldGroup } from './wire.ts';

export type Cell = {
  readonly key: string;
  readonly subject: string;
  readonly category: string;
  readonly holder: string | null;
  readonly source: string;
  readonly state:
    | { readonly kind: 'OPEN'; readonly by: OpenedGroup }
    | { readonly kind: 'CLOSED'; readonly by: WithheldGroup };
};

export type HolderDecisions = {
  readonly key: string;
  /** OIN; null where the report names only the kind of source. */
  readonly holder: string | null;
  readonly source: string;
  /** As its desk is listed; null for what has no desk. */
  readonly desk: Desk | null;
  readonly line: SourceLine | null;
  /** Its rows: `ACCESS` is what Samenzicht itself keeps about this holder, such as consents. */
  readonly rows: readonly { readonly source: string; readonly category: string }[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly opened: readonly OpenedGroup[];
  readonly withheld: readonly WithheldGroup[];
};

export const cellKey = (holder: string | null | undefined, source: string, subject: string, category: string): string =>
  [holder ?? '', source, subject, category].join('|');

export function decisionsOf(report: AccessReport, ownOin: string | null): readonly HolderDecisions[] {
  const keyOf = ({ holder, source }: { holder?: string | undefined; source: string }): string => holder ?? source;
  const keys = new Set([...report.sources, ...report.opened, ...report.withheld].map(keyOf));
  return [...keys]
    .map((key): HolderDecisions => {
      const opened = report.opened.filter((group) => keyOf(group) === key);
      const withheld = report.withheld.filter((group) => keyOf(group) === key);
      const cells = new Map([
        ...opened.flatMap((by) => statedCells(by, { kind: 'OPEN', by })),
        ...withheld.flatMap((by) => statedCells(by, { kind: 'CLOSED', by })),
      ]);
      const rows = new Map(
        [...cells.values()].map(({ source, category }) => [`${source}|${category}`, { source, category }]),
      );
      const desk = report.desks.find(({ holder }) => holder === key) ?? null;
      const line = report.sources.find(({ holder }) => holder === key) ?? null;
      return {
        key,
        holder: desk?.holder ?? line?.holder ?? opened[0]?.holder ?? withheld[0]?.holder ?? null,
        source: desk?.source ?? line?.source ?? [...rows.values()][0]?.source ?? key,
        desk,
        line,
        rows: [...rows.values()],
        cells,
        opened,
        withheld,
      };
    })
    .sort((a, b) => rank(a, ownOin) - rank(b, ownOin));
}

export function subjectsOf(report: AccessReport): ReadonlySet<string> {
  return new Set([...report.opened, ...report.withheld].flatMap(({ subjects }) => subjects));
}

/** Cells whose state differs from the same cell of an earlier answer; none where there is no earlier one. */
export function changedCells(now: readonly HolderDecisions[], before: readonly HolderDecisions[]): ReadonlySet<string> {
  const earlier = new Map(
    before.flatMap(({ cells }) => [...cells].map(([key, cell]) => [key, stateOf(cell)] as const)),
  );
  return new Set(
    now.flatMap(({ cells }) =>
      [...cells.values()].flatMap((cell) => {
        const was = earlier.get(cell.key);
        return was !== undefined && was !== stateOf(cell) ? [cell.key] : [];
      }),
    ),
  );
}

function stateOf({ state }: Cell): string {
  return state.kind === 'OPEN' ? `OPEN ${state.by.rule}` : state.by.code;
}

/** The cells of a group: each of its categories for each of its subjects. */
export function cellsOf({ holder = undefined, source, subjects, categories }: OpenedGroup | WithheldGroup) {
  return subjects.flatMap((subject) =>
    categories.map((category) => {
      return { key: cellKey(holder, source, subject, category), subject, category, holder: holder ?? null, source };
    }),
  );
}

function statedCells(group: OpenedGroup | WithheldGroup, state: Cell['state']): (readonly [string, Cell])[] {
  return cellsOf(group).map((cell) => [cell.key, { ...cell, state }] as const);
}

/** The register, the own organisation, the others. */
function rank({ holder, source }: HolderDecisions, ownOin: string | null): number {
  if (source === 'PERSONS') return 0;
  return holder !== null && holder === ownOin ? 1 : 2;
}
