// The tasks of whoever asks: facts of the request in; tasks with their person as a subject of an own case out.
import type { Task, Tasks } from '../../gateway/vocabulary/books.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { Store } from '../../gateway/vocabulary/ports.ts';
import type { LocalDate } from '../../schema/identifiers.ts';
import { birthdayTasks } from './birthday-tasks.ts';
import type { AccessContext } from './context.ts';

export type TaskSettings = {
  readonly tasks: Tasks;
  readonly store: Pick<Store, 'givenTo'>;
  /** How many days after a birthday its task is shown. */
  readonly reconfirmDays: number;
};

export function createTasksShown(facts: Facts, { tasks, store, reconfirmDays }: TaskSettings): AccessContext['tasks'] {
  return async () => {
    const { caller, organisation } = facts;
    const people = new Map([...facts.subjects.values()].map(({ person, key }) => [person, key]));
    const self = [...facts.subjects.values()].find(({ isCaller }) => isCaller)?.person;
    const found =
      organisation !== null
        ? await tasks.ofOrganisation(organisation, caller.role, [...people.keys()])
        : self === undefined
          ? []
          : await tasks.ofPerson(self);
    const about = organisation === null ? (self === undefined ? [] : [self]) : [...people.keys()];
    const given = about.length === 0 ? null : await store.givenTo(organisation, about, []);
    const birthdays = birthdayTasks(facts, given?.consents ?? [], reconfirmDays);
    return [...found, ...birthdays].map(({ addressee: _addressee, roles, about, ...task }) => ({
      ...task,
      state: isOver(task, facts.clock.today) ? 'EXPIRED' : task.state,
      // To a role without cases the person's own key: its outward id is that of the household view, so that a colleague who has the case finds it.
      about: about === null ? null : (people.get(about) ?? (roles.includes(caller.role) ? about : null)),
    }));
  };
}

/** What cannot be done any more once its day is past; a review that is late is still to be done. */
function isOver({ kind, state, dueOn }: Pick<Task, 'kind' | 'state' | 'dueOn'>, today: LocalDate): boolean {
  return kind === 'RELEASE_REQUEST' && state === 'OPEN' && dueOn !== null && dueOn < today;
}
