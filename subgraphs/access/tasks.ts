// The tasks of whoever asks: facts of the request in; tasks with their person as a subject of an own case out.
import type { Task, Tasks } from '../../gateway/vocabulary/books.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { LocalDate } from '../../schema/identifiers.ts';
import type { AccessContext } from './context.ts';

export function createTasksShown(facts: Facts, tasks: Tasks): AccessContext['tasks'] {
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
    return found.map(({ addressee: _addressee, roles, about, ...task }) => ({
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
