// A holder's cells: a row for each category, a column for each person. Every cell says open or closed in words, and asks "why?".
import type { Cell, HolderDecisions } from './decisions.ts';
import { cellKey } from './decisions.ts';
import { useReading } from './language.tsx';
import { usePeople } from './person-names.tsx';
import { termOf } from './terms.ts';
import type { Names } from './wire.ts';

/** What can still be opened by something the caller does. */
const CAN_WAIT = new Set(['PENDING_RELEASE', 'NEEDS_NECESSITY']);

export type MatrixProps = {
  readonly names: Names;
  readonly holder: HolderDecisions;
  /** Those of the holder's rows that this table shows. */
  readonly rows: HolderDecisions['rows'];
  readonly name: string;
  readonly changed: ReadonlySet<string>;
  readonly why: (cell: Cell, person: string) => void;
};

export function Matrix({ names, holder, rows, name, changed, why }: MatrixProps) {
  const { language, text } = useReading();
  const { order, capacities, nameOf } = usePeople();
  const inHere = new Set([...holder.cells.values()].map(({ subject }) => subject));
  const columns = order.filter((id) => inHere.has(id));
  return (
    // Wider than a narrow screen when the family is large: it scrolls, and can be reached to scroll.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="matrix" aria-label={text.matrixOf(name)} tabIndex={0}>
      <table style={{ minInlineSize: `${7.5 + columns.length * 5.5}rem` }}>
        <thead>
          <tr>
            <th scope="col">{text.category}</th>
            {columns.map((id) => (
              <th scope="col" key={id}>
                <PersonHead name={nameOf(id)} />
                {capacities.has(id) && (
                  <span className="matrix__capacity">
                    {capacities
                      .get(id)
                      ?.map((one) => termOf(names, language, 'capacities', one))
                      .join(', ')}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, category }) => (
            <tr key={`${source}|${category}`}>
              <th scope="row">
                <span className="matrix__category">{termOf(names, language, 'categories', category)}</span>
                <code>{category}</code>
              </th>
              {columns.map((id) => {
                const cell = holder.cells.get(cellKey(holder.holder, source, id, category));
                return (
                  <td key={id}>
                    {cell === undefined ? (
                      <span className="matrix__none">{text.notAsked}</span>
                    ) : (
                      <CellButton
                        cell={cell}
                        category={termOf(names, language, 'categories', category)}
                        person={nameOf(id)}
                        changed={changed.has(cell.key)}
                        why={why}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The first name large, so that a column may be narrow. */
function PersonHead({ name }: { readonly name: string }) {
  const [first, ...others] = name.split(' ');
  return (
    <span className="matrix__person">
      {first} <span className="matrix__others">{others.join(' ')}</span>
    </span>
  );
}

function CellButton({
  cell,
  category,
  person,
  changed,
  why,
}: {
  readonly cell: Cell;
  readonly category: string;
  readonly person: string;
  readonly changed: boolean;
  readonly why: MatrixProps['why'];
}) {
  const { text } = useReading();
  const vias: Readonly<Record<string, string>> = text.vias;
  const codes: Readonly<Record<string, string>> = text.codes;
  const { state } = cell;
  const isOpen = state.kind === 'OPEN';
  const tone = isOpen ? 'open' : CAN_WAIT.has(state.by.code) ? 'waiting' : 'closed';
  const because = isOpen ? (vias[state.by.via ?? ''] ?? state.by.via) : (codes[state.by.code] ?? state.by.code);
  const word = isOpen ? text.open : text.closed;
  return (
    <button
      type="button"
      className={`cell cell--${tone}${changed ? ' cell--changed' : ''}`}
      data-outcome={isOpen ? 'OPEN' : state.by.code}
      onClick={() => why(cell, person)}
    >
      <span className="visually-hidden">{text.cellOf(category, person)} </span>
      <span className="cell__word">
        <span aria-hidden="true" className="cell__sign" />
        {word}
      </span>
      {because !== null && <span className="cell__because">{because}</span>}
      {changed && <span className="cell__changed">{text.changedCell}</span>}
      <span className="visually-hidden">. {text.whyQuestion}</span>
    </button>
  );
}
