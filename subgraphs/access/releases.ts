// Requests and releases as the caller may see them: facts of the request and the store's lists in; what the graph shows of them out.
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { ReleaseLists } from '../../gateway/vocabulary/release-books.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { Organisation } from '../../schema/organisation.ts';

type Shown = {
  readonly id: string;
  /** Null: nobody in an own case. */
  readonly about: SubjectKey | null;
  readonly categories: readonly Category[];
  readonly until: string;
};
export type RequestMade = Shown & {
  readonly holder: Organisation;
  readonly purpose: Purpose;
  readonly askedAt: string;
  readonly dueOn: string;
  readonly state: 'OPEN' | 'ENDED';
  readonly released: readonly {
    readonly id: string;
    readonly categories: readonly Category[];
    readonly until: string;
  }[];
};
export type RequestToAnswer = Shown & {
  readonly organisation: Organisation;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly reason: string;
  readonly askedAt: string;
  readonly dueOn: string;
  readonly state: 'OPEN' | 'ANSWERED' | 'ENDED';
};
export type ReleaseShown = Shown & {
  readonly kind: 'ANSWER' | 'STANDING' | 'PUSH';
  /** Null: a data subject. */
  readonly recipient: Organisation | null;
  readonly purposes: readonly Purpose[];
  readonly basis: string;
  readonly from: string;
  readonly waitsFor: Role | null;
};
export type ReleasesShown = {
  readonly made: readonly RequestMade[];
  readonly toAnswer: readonly RequestToAnswer[];
  readonly given: readonly ReleaseShown[];
};
export type OfferedCase = Shown & {
  readonly holder: Organisation;
  readonly purposes: readonly Purpose[];
  readonly from: string;
  readonly note: string | null;
};

export type ReleaseSettings = {
  readonly lists: ReleaseLists;
  readonly organisationOf: (oin: Oin) => Organisation | null;
};

/** Who signs standing releases, and who watches over them. */
const SEE_STANDING: ReadonlySet<Role> = new Set<Role>(['MANDATE_HOLDER', 'TEAM_LEAD', 'PRIVACY_OFFICER', 'FG']);
const NOTHING: ReleasesShown = { made: [], toAnswer: [], given: [] };

/** For one request. A data subject has none: what is released to him or her shows in the own view itself. */
export function createReleasesShown(
  facts: Facts,
  { lists, organisationOf }: ReleaseSettings,
): { readonly releases: () => Promise<ReleasesShown>; readonly offered: () => Promise<readonly OfferedCase[]> } {
  const { caller, organisation, clock } = facts;
  const { today } = clock;
  const people = new Map<InnerKey, SubjectKey>([...facts.subjects.values()].map(({ person, key }) => [person, key]));
  const own = [...people.keys()];
  return {
    async releases() {
      if (organisation === null) return NOTHING;
      const [made, toAnswer, given] = await Promise.all([
        lists.requestsBy(organisation, own),
        lists.requestsTo(organisation, own),
        lists.releasesBy(organisation, own, today, SEE_STANDING.has(caller.role)),
      ]);
      return {
        made: made.flatMap(({ id, about, holder, purpose, categories, askedAt, dueOn, until, released }) => {
          const at = organisationOf(holder);
          if (at === null) return [];
          // INVARIANT alike: by the deadline alone, whatever the holder did.
          const state = dueOn < today ? 'ENDED' : 'OPEN';
          const key = people.get(about) ?? null;
          return [{ id, about: key, holder: at, purpose, categories, askedAt, dueOn, until, state, released }];
        }),
        toAnswer: toAnswer.flatMap(({ recipient, about, dueOn, until, answered, ...one }) => {
          const from = organisationOf(recipient);
          if (from === null) return [];
          const { id, role, purpose, categories, reason, askedAt } = one;
          const state = answered ? 'ANSWERED' : dueOn < today || until < today ? 'ENDED' : 'OPEN';
          const key = people.get(about) ?? null;
          const shown = { id, about: key, role, purpose, categories, reason, askedAt, dueOn, until };
          return [{ ...shown, organisation: from, state }];
        }),
        given: given.map(({ about, recipient, ...one }) => ({
          ...one,
          about: about === null ? null : (people.get(about) ?? null),
          recipient: isOrganisation(recipient) ? organisationOf(recipient) : null,
        })),
      };
    },
    async offered() {
      if (organisation === null) return [];
      const found = await lists.offeredTo(organisation, caller.role, today);
      return found.flatMap(({ holder, about, ...one }) => {
        const from = organisationOf(holder);
        return from === null ? [] : [{ ...one, about: people.get(about) ?? null, holder: from }];
      });
    },
  };
}

function isOrganisation(recipient: Oin | InnerKey): recipient is Oin {
  return /^\d{20}$/.test(recipient);
}
