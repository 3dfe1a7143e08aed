// One answer as the page keeps it: what came back, how long it took, and to whom it was given.
import type { GraphQLAnswer, Persona } from './wire.ts';

export type Answered = {
  readonly persona: Persona;
  readonly query: string;
  /** HTTP. */
  readonly status: number;
  readonly milliseconds: number;
  /** Null: what came is no GraphQL answer. */
  readonly answer: GraphQLAnswer | null;
};

/** What exists not and what may not be known look like this: roots that are null or empty, and nothing decided. */
export function showsNothing({ answer }: Answered): boolean {
  const report = answer?.extensions?.access;
  if (report === undefined || report.opened.length + report.withheld.length > 0) return false;
  const roots = Object.values(answer?.data ?? {});
  return roots.length > 0 && roots.every((root) => root === null || (Array.isArray(root) && root.length === 0));
}

/** Members of whom nothing opens are not in an answer; here that is all of them. */
export function leavesMembersOut({ answer }: Answered): boolean {
  return hasNoMembers(answer?.data);
}

function hasNoMembers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('members' in value && Array.isArray(value.members) && value.members.length === 0) return true;
  return Object.values(value).some(hasNoMembers);
}
