// Duties to inform and safe contact: changed in an act; read for a list outside any act. Words are sealed for whose duty it is.
import { z } from 'zod';
import { localDate, oin } from '../../../schema/identifiers.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { INFORM_CHANNELS } from '../../../schema/names/inform-channel.ts';
import { type Duties, type DutyBook, duty, dutyWords } from '../../vocabulary/duty.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import type { Sql } from './connect.ts';

const channels = z.array(z.enum(valuesOf(INFORM_CHANNELS)));
const listed = z.array(duty.omit({ words: true, organisation: true }).extend({ channels: channels.nullable() }));
const found = z.array(
  z.object({
    id: z.string(),
    organisation: oin,
    ownCase: z.string(),
    person: z.string(),
    holder: z.string(),
    since: localDate,
    dueOn: localDate,
    state: z.string(),
    sealed: z.string().nullable(),
  }),
);

export function dutyBook(tx: Transaction, sealing: Sealing): DutyBook {
  return {
    async find(id, organisation) {
      const [row] = found.parse(
        await tx`SELECT id, organisation, own_case AS "ownCase", person, holder, since, due_on AS "dueOn", state, sealed
          FROM duty WHERE id = ${id} AND organisation = ${organisation} FOR UPDATE`,
      );
      if (row === undefined) return null;
      const { sealed, ...open } = row;
      const words =
        sealed === null ? [] : dutyWords.parse(JSON.parse(sealing.open(organisation, `duty/${id}`, sealed)));
      return duty.parse({ ...open, words });
    },
    async change({ id, organisation, dueOn, state, words }) {
      const sealed = sealing.seal(organisation, `duty/${id}`, JSON.stringify(words));
      await tx`UPDATE duty SET due_on = ${dueOn}, state = ${state}, sealed = ${sealed} WHERE id = ${id}`;
      await tx`UPDATE task SET due_on = ${dueOn}, state = ${state === 'DONE' ? 'DONE' : 'OPEN'}
        WHERE reference = ${id} AND kind = 'DUTY_TO_INFORM'`;
    },
    async channelsFor(organisation, person) {
      const [row] = z
        .array(z.object({ channels }))
        .parse(await tx`SELECT channels FROM safe_contact WHERE organisation = ${organisation} AND person = ${person}`);
      return row?.channels ?? null;
    },
    async setContact({ organisation, person, channels: safe, note, setBy }) {
      const sealed = sealing.seal(organisation, `safe_contact/${person}`, JSON.stringify({ note, setBy }));
      await tx`INSERT INTO safe_contact ${tx({ organisation, person, channels: safe, sealed })}
        ON CONFLICT (organisation, person) DO UPDATE SET channels = excluded.channels, sealed = excluded.sealed`;
    },
  };
}

export function createDuties(sql: Sql): Duties {
  return {
    async ofCases(organisation, cases) {
      return listed.parse(
        await sql`SELECT duty.id, own_case AS "ownCase", duty.person, holder, since, due_on AS "dueOn", state, channels
          FROM duty LEFT JOIN safe_contact ON safe_contact.organisation = duty.organisation AND safe_contact.person = duty.person
          WHERE duty.organisation = ${organisation} AND own_case = ANY(${sql.array([...cases])})
          ORDER BY state = 'DONE', due_on, duty.id`,
      );
    },
  };
}
