// Who is told of an emergency, and who has to do something: as tasks, in the act that opens it.
import type { Task } from '../../../../gateway/vocabulary/books.ts';
import type { Emergency } from '../../../../gateway/vocabulary/emergency.ts';
import { workingDaysAfter } from '../../../../schema/days.ts';
import { type InnerKey, instant, type Oin } from '../../../../schema/identifiers.ts';
import { DANGER_KINDS } from '../../../../schema/names/decision.ts';
import type { Role } from '../../../../schema/names/role.ts';
import type { TaskKind } from '../../../../schema/names/task.ts';
import type { ActContext } from '../act.ts';

/** Those who may review an emergency of a colleague; none of them is a role of control, since the reason is case content. */
export const REVIEWERS: readonly Role[] = [
  'TEAM_LEAD',
  'BEHAVIOURAL_SCIENTIST',
  'CONFIDENTIAL_DOCTOR',
  'LEGAL_ADVISER',
];
/** Who may be the second person is whoever may use the purpose; these are asked. */
const SECONDS: readonly Role[] = ['CRISIS_DUTY', ...REVIEWERS];
const OFFICER: readonly Role[] = ['PRIVACY_OFFICER'];
const WORKING_DAYS = 2;

type Telling = {
  readonly kind: TaskKind;
  readonly to: Oin;
  readonly roles: readonly Role[];
  readonly note: string;
} & Partial<Pick<Task, 'about' | 'dueOn'>>;

export function openNow({ clock, rules }: ActContext): NonNullable<Emergency['open']> {
  return {
    from: clock.domain,
    until: clock.domain + rules.emergencyMinutes * 60_000,
    reviewDue: workingDaysAfter(clock.today, WORKING_DAYS),
  };
}

export async function askConfirmation(
  { id, organisation, danger, words }: Emergency,
  context: ActContext,
): Promise<void> {
  const note = `${DANGER_KINDS[danger]}: ${words.reason} (crisisdienst: ${words.declaredBy})`;
  await tell(context, id, {
    kind: 'EMERGENCY_CONFIRM',
    to: organisation,
    roles: SECONDS,
    note,
    dueOn: context.clock.today,
  });
}

/**
 * The holders' officers, and whoever there has a case with somebody who is in danger; the own officer; and who reviews. Officers are told of nobody
 * by name. `number`: which emergency of this professional within a day it is.
 */
export async function tellOpened(opened: Emergency, number: number, context: ActContext): Promise<void> {
  const { id, organisation, people, holders, danger, open, words } = opened;
  const what = DANGER_KINDS[danger];
  const who =
    context.registry.registrations().find((one) => one.organisation.oin === organisation)?.organisation.name ??
    organisation;
  for (const to of holders) {
    const note = `Noodvraag van ${who}: ${what}.`;
    await tell(context, id, { kind: 'EMERGENCY_OPENED', to, roles: OFFICER, note });
    for (const about of people) await tell(context, id, { kind: 'EMERGENCY_OPENED', to, roles: [], note, about });
  }
  const count = number > 1 ? ` Dit is noodvraag ${number} van deze medewerker binnen een etmaal.` : '';
  await tell(context, id, {
    kind: 'EMERGENCY_OPENED',
    to: organisation,
    roles: OFFICER,
    note: `Noodvraag in de eigen organisatie: ${what}.${count}`,
  });
  const confirmed = words.confirmed === null ? '' : `; bevestigd door ${words.confirmed.by}: ${words.confirmed.reason}`;
  const note = `${what}: ${words.reason} (${words.declaredBy}${confirmed})`;
  const dueOn = open?.reviewDue ?? null;
  await tell(context, id, { kind: 'EMERGENCY_REVIEW', to: organisation, roles: REVIEWERS, note, dueOn });
}

/** What came of the review, without its reason: to the officers of whoever declared it and of whoever was asked. */
export async function tellReviewed(
  { id, organisation, holders }: Emergency,
  note: string,
  context: ActContext,
): Promise<void> {
  for (const to of [organisation, ...holders]) {
    await tell(context, id, { kind: 'EMERGENCY_REVIEWED', to, roles: OFFICER, note });
  }
}

async function tell(
  { books, clock, newId }: ActContext,
  reference: string,
  { kind, to, roles, note, about = null, dueOn = null }: Telling & { about?: InnerKey | null },
): Promise<void> {
  await books.tasks.add({
    id: newId(),
    kind,
    addressee: { organisation: to },
    roles,
    about,
    reference,
    dueOn,
    state: 'OPEN',
    createdAt: instant.parse(new Date(clock.domain).toISOString()),
    note,
  });
}
