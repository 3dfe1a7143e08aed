// `Household.access`, where a question asked it, holds every decision about the family: also of cells the question did not ask. Those that
// the answer's own report does not have are added to it, in groups as the report has them.
import * as z from 'zod/mini';
import { cellKey, cellsOf } from './decisions.ts';
import type { AccessReport, OpenedGroup, WithheldGroup } from './wire.ts';

const decision = z.object({
  subject: z.string(),
  holder: z.object({ oin: z.string() }),
  source: z.string(),
  category: z.string(),
  outcome: z.string(),
  code: z.nullable(z.string()),
  rule: z.nullable(z.string()),
  bases: z.nullable(z.array(z.string())),
  message: z.optional(z.nullable(z.string())),
});
type Decision = z.infer<typeof decision>;

export function withDecisionsIn(data: unknown, report: AccessReport): AccessReport {
  const found = decisionsIn(data);
  if (found.length === 0) return report;
  const known = new Set(
    [...report.opened, ...report.withheld].flatMap((group) => cellsOf(group).map(({ key }) => key)),
  );
  const others = found.filter(
    ({ holder, source, subject, category }) => !known.has(cellKey(holder.oin, source, subject, category)),
  );
  const [open, closed] = [others.filter(isOpen), others.filter((one) => !isOpen(one))];
  return {
    ...report,
    opened: [
      ...report.opened,
      ...grouped(open).map(
        ({ one, subjects, categories }): OpenedGroup => ({
          ...{ subjects, categories, holder: one.holder.oin, source: one.source },
          ...{ rule: one.rule ?? '', bases: one.bases ?? [], regime: null, via: null, period: null },
        }),
      ),
    ],
    withheld: [
      ...report.withheld,
      ...grouped(closed).map(
        ({ one, subjects, categories }): WithheldGroup => ({
          ...{ subjects, categories, holder: one.holder.oin, source: one.source, code: one.code ?? one.outcome },
          message: { nl: one.message ?? '', en: one.message ?? '' },
        }),
      ),
    ],
  };
}

function isOpen({ outcome }: Decision): boolean {
  return outcome === 'ALLOW';
}

function decisionsIn(value: unknown): readonly Decision[] {
  const own = decision.safeParse(value);
  if (own.success) return [own.data];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(decisionsIn);
}

/** Whole products: every subject of a group has each of its categories. */
function grouped(decisions: readonly Decision[]) {
  const alike = Map.groupBy(decisions, ({ holder, source, code, rule, bases, category }) =>
    JSON.stringify([holder.oin, source, code, rule, bases, category]),
  );
  const rows = [...alike.values()].flatMap((same) => {
    const [one] = same;
    return one === undefined ? [] : [{ one, subjects: same.map(({ subject }) => subject) }];
  });
  const wider = Map.groupBy(rows, ({ one: { holder, source, code, rule, bases }, subjects }) =>
    JSON.stringify([holder.oin, source, code, rule, bases, subjects]),
  );
  return [...wider.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, categories: same.map(({ one }) => one.category) }];
  });
}
