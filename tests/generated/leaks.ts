// Three faults planted on purpose, through the seams of the generated system: what finds none of them would find no fault of ours.
import { bodyHashOf } from '../../gateway/vocabulary/body-hash.ts';
import { partsOfSubjectKey } from '../../gateway/vocabulary/subject.ts';
import { grant as grantFormat } from '../../schema/grant-format.ts';
import { graphAt } from './kinds.ts';
import { partnerAt } from './partners.ts';
import type { Seams } from './system.ts';

/** A source that takes its first two rows before anybody has looked which of them may leave. */
export const countBeforeFiltering: Seams = {
  source: (source) => ({
    ...source,
    read: async (asked) => {
      const rows = await source.read(asked);
      return asked.flatMap(({ kind, subject }) =>
        rows.filter((row) => row.kind === kind && row.subject === subject).slice(0, 2),
      );
    },
  }),
};

/** An answer that says at which holder something is that stays closed. */
export const errorNamesSource: Seams = {
  rooms: (rooms, world) => ({
    ...rooms,
    answer: (end, recorded) => {
      const answer = rooms.answer(end, recorded);
      const errors = [...(end.asked?.decision.cells.values() ?? [])].flatMap(({ cell, verdict }) => {
        const person = partsOfSubjectKey(cell.subject)?.person;
        if (verdict.outcome === 'ALLOW' || person === undefined || cell.source === 'ACCESS') return [];
        const kinds = [...graphAt(partnerAt(cell.holder).source).kinds.values()].filter(
          ({ category }) => category === cell.category,
        );
        const holds = kinds.some(({ name }) => world().rows(cell.holder, person, name).length > 0);
        const words = { nl: 'gesloten', en: 'closed' };
        return holds
          ? [{ message: 'closed', extensions: { code: 'SOURCE_UNREACHABLE' as const, origin: cell.holder, words } }]
          : [];
      });
      return errors.length === 0 ? answer : { ...answer, errors };
    },
  }),
};

/** A call that represents everybody of the case, whoever was opened, under a grant that says so too. */
export const unfilteredRepresentation: Seams = {
  line: (line, sign, world) => ({
    post(to, body, grant, errand) {
      if (to.path !== '/graphql') return line.post(to, body, grant, errand);
      // Of the first own case, the same in both worlds: so that nothing but what left tells of it.
      const everyone = [...world().cases.values()][0]?.[0]?.persons.map(({ id }) => id) ?? [];
      const { query, variables }: { query: string; variables: Record<string, unknown> } = JSON.parse(body);
      const filled = Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [
          name,
          Array.isArray(value)
            ? [...new Set([...value.map((one) => String(Reflect.get(Object(one), 'id'))), ...everyone])].map((id) => ({
                __typename: 'Person',
                id,
              }))
            : value,
        ]),
      );
      const whole = JSON.stringify({ query, variables: filled });
      const {
        iss: _iss,
        jti: _jti,
        iat: _iat,
        exp: _exp,
        ...before
      } = grantFormat.parse(JSON.parse(Buffer.from(grant.split('.')[1] ?? '', 'base64url').toString('utf8')));
      const known = new Set(before.subjects.map(({ id }) => id));
      const more = [...new Set(everyone)].filter((id) => !known.has(id)).map((id) => ({ id, cells: [] }));
      const signed = sign({ ...before, subjects: [...before.subjects, ...more], bodyHash: bodyHashOf(whole) });
      return line.post(to, whole, signed, errand);
    },
  }),
};
