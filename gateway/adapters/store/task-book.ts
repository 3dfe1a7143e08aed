// Tasks: written in an act; read for a list outside any act. The note is sealed for whom the task is addressed to.
import { z } from 'zod';
import { innerKey, instant, localDate, oin } from '../../../schema/identifiers.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { ROLES } from '../../../schema/names/role.ts';
import { TASK_KINDS, TASK_STATES } from '../../../schema/names/task.ts';
import type { Task, TaskBook, Tasks } from '../../vocabulary/books.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import type { Sql } from './connect.ts';

const rows = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(valuesOf(TASK_KINDS)),
    organisation: oin.nullable(),
    person: innerKey.nullable(),
    roles: z.array(z.enum(valuesOf(ROLES))),
    about: innerKey.nullable(),
    reference: z.string(),
    due_on: localDate.nullable(),
    state: z.enum(valuesOf(TASK_STATES)),
    created_at: instant,
    sealed: z.string().nullable(),
  }),
);

const whoRows = z.array(z.object({ kind: z.enum(valuesOf(TASK_KINDS)), person: innerKey.nullable() }));

export function taskBook(tx: Transaction, sealing: Sealing): TaskBook {
  return {
    async add({ addressee, dueOn, createdAt, note, ...task }) {
      const sealed = note === null ? null : sealing.seal(ownerOf(addressee), `task/${task.id}`, note);
      const organisation = 'organisation' in addressee ? addressee.organisation : null;
      const person = 'person' in addressee ? addressee.person : null;
      const row = { ...task, organisation, person, due_on: dueOn, created_at: createdAt, sealed };
      await tx`INSERT INTO task ${tx(row)}`;
    },
    async closeAll(reference, kind) {
      const { count } =
        await tx`UPDATE task SET state = 'DONE' WHERE reference = ${reference} AND kind = ${kind} AND state = 'OPEN'`;
      return count;
    },
    async close(id, state) {
      const { count } = await tx`UPDATE task SET state = ${state} WHERE id = ${id} AND state = 'OPEN'`;
      return count === 1;
    },
    async about(reference) {
      return whoRows.parse(await tx`SELECT kind, person FROM task WHERE reference = ${reference} ORDER BY id`);
    },
    async closeFor(reference, person) {
      await tx`UPDATE task SET state = 'DONE' WHERE reference = ${reference} AND person = ${person} AND state = 'OPEN'`;
    },
    async closeAbout(kind, reference, state) {
      await tx`UPDATE task SET state = ${state} WHERE kind = ${kind} AND reference = ${reference} AND state = 'OPEN'`;
    },
  };
}

export function createTasks(sql: Sql, sealing: Sealing): Tasks {
  const read = (found: unknown): readonly Task[] => rows.parse(found).map((row) => taskOf(sealing, row));
  return {
    async ofOrganisation(organisation, role, about) {
      return read(
        await sql`SELECT * FROM task WHERE organisation = ${organisation}
          AND (${role} = ANY(roles) OR (roles = '{}' AND about = ANY(${sql.array([...about])})))
          ORDER BY created_at DESC, id`,
      );
    },
    async ofPerson(person) {
      return read(await sql`SELECT * FROM task WHERE person = ${person} ORDER BY created_at DESC, id`);
    },
  };
}

function taskOf(sealing: Sealing, row: z.infer<typeof rows>[number]): Task {
  const { organisation, person, due_on, created_at, sealed, ...task } = row;
  const addressee = organisation !== null ? { organisation } : person !== null ? { person } : null;
  if (addressee === null) throw new TypeError('a task has an addressee');
  const note = sealed === null ? null : sealing.open(ownerOf(addressee), `task/${task.id}`, sealed);
  return { ...task, addressee, dueOn: due_on, createdAt: created_at, note };
}

function ownerOf(addressee: Task['addressee']): string {
  return 'organisation' in addressee ? addressee.organisation : `person ${addressee.person}`;
}
