// The cells of a matrix in; out, one block per kind of organisation and purpose, roles with the same rights together: rows are categories, columns holders.
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { MatrixCell, MatrixEntry } from './matrix.ts';

export type MatrixColumn = Pick<MatrixCell, 'source' | 'whose' | 'holder'>;
export type MatrixBlock = {
  /** Null: the data subject. */
  readonly kind: OrganisationKind | null;
  readonly purpose: Purpose;
  readonly roles: readonly Role[];
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly { readonly category: Category; readonly cells: readonly (readonly MatrixEntry[])[] }[];
};

export function blocksOf(cells: readonly MatrixCell[]): readonly MatrixBlock[] {
  const byAsker = Map.groupBy(cells, ({ kind, purpose, role }) => `${kind}|${purpose}|${role}`);
  const alike = Map.groupBy(byAsker.values(), (own) => JSON.stringify(own.map(({ role: _role, ...rest }) => rest)));
  return [...alike.values()].flatMap((groups) => {
    const [first] = groups;
    const [one] = first ?? [];
    if (first === undefined || one === undefined) return [];
    const roles = groups.flatMap(([cell]) => (cell === undefined ? [] : [cell.role]));
    return [{ kind: one.kind, purpose: one.purpose, roles, ...tableOf(first) }];
  });
}

function tableOf(cells: readonly MatrixCell[]): Pick<MatrixBlock, 'columns' | 'rows'> {
  const columns = [...new Map(cells.map((cell) => [columnKey(cell), columnOf(cell)])).values()];
  const categories = valuesOf(CATEGORIES).filter((category) => cells.some((cell) => cell.category === category));
  return {
    columns,
    rows: categories.map((category) => ({
      category,
      cells: columns.map(
        (column) =>
          cells.find((cell) => cell.category === category && columnKey(cell) === columnKey(column))?.entries ?? [],
      ),
    })),
  };
}

function columnOf({ source, whose, holder }: MatrixCell): MatrixColumn {
  return { source, whose, holder };
}

/** The gateway's own records stand together, under whichever organisation they were given. */
function columnKey({ source, whose, holder }: MatrixColumn): string {
  return source === 'ACCESS' ? source : `${source}|${whose}|${holder}`;
}

/** `own file`, `VEILIG_THUIS`, `other LOCAL_TEAM_PROVIDER`: who holds it, seen from who asks. */
export function columnName({ source, whose, holder }: MatrixColumn, kind: OrganisationKind | null): string {
  if (source === 'ACCESS') return 'record of consents';
  if (source === 'PERSONS') return 'register';
  if (whose === 'OWN') return 'own file';
  return holder === kind ? `other ${holder}` : holder;
}
