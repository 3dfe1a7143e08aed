// The access subgraph, run in the gateway's process: an executable schema whose resolvers tell what gather and decide found, and read
// nothing else. Root fields answer what facts.roots holds under their own response key; ids and arguments of a client are not looked at.
import { type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import { z } from 'zod';
import type { OwnCase } from '../../gateway/vocabulary/facts.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';
import type { CaseId } from '../../schema/identifiers.ts';
import { readSdl, schemaOf } from '../kit/sdl.ts';
import type { AccessContext } from './context.ts';
import { decisionsAbout } from './decisions.ts';

const SDL = new URL('./schema.graphql', import.meta.url);

type HouseholdSource = { readonly id: CaseId };
type MemberSource = { readonly subject: SubjectKey };
type DataSubjectSource = { readonly self: SubjectKey; readonly children: readonly SubjectKey[] };
type PersonSource = { readonly id: SubjectKey };
/** Coerced by the schema; an explicit null takes the default as well. */
const logArguments = z.object({
  first: z
    .int()
    .nullish()
    .transform((first) => first ?? 20),
  after: z
    .string()
    .nullish()
    .transform((after) => after ?? null),
});
type Resolver<Source> = GraphQLFieldResolver<Source, AccessContext>;
type Resolvers<Source> = Readonly<Record<string, Resolver<Source>>>;

const roots: Resolvers<unknown> = {
  household: (_source, _args, { facts }, info) => householdsAt(facts, info)[0] ?? null,
  householdsOf: (_source, _args, { facts }, info) => householdsAt(facts, info),
  caseload: (_source, _args, { facts }, info) => {
    const nodes = householdsAt(facts, info);
    const hasNextPage = facts.roots.get(keyOf(info))?.hasNextPage ?? false;
    return { nodes, pageInfo: { hasNextPage, endCursor: nodes.at(-1)?.id ?? null } };
  },
  tasks: (_source, _args, context) => context.tasks(),
  dutiesToInform: (_source, _args, context) => context.dutiesToInform(),
  unreviewedEmergencies: (_source, _args, context) => context.unreviewedEmergencies(),
  releases: (_source, _args, context) => context.releases(),
  me: (_source, _args, context, info) => {
    const members = householdsAt(context.facts, info).flatMap(({ id }) => membersOf(id, context));
    const { subjects } = context.facts;
    const self = members.find((subject) => subjects.get(subject)?.isCaller === true);
    const children = members.filter((subject) => subjects.get(subject)?.callerHasCustody === true);
    return self === undefined ? null : { self, children };
  },
};

const dataSubject: Resolvers<DataSubjectSource> = {
  person: ({ self }) => ({ id: self }),
  children: ({ children }) => children.map((id) => ({ id })),
  accessLog: (_source, args, context) => context.accessLog(logArguments.parse(args)),
  requests: (_source, _args, context) => context.ownRequests(),
};

const household: Resolvers<HouseholdSource> = {
  kind: ({ id }, _args, context) => caseOf(id, context)?.householdKind ?? null,
  caseKind: ({ id }, _args, context) => caseOf(id, context)?.kind ?? null,
  openedOn: ({ id }, _args, context) => caseOf(id, context)?.openedOn ?? null,
  members: ({ id }, _args, context) => membersOf(id, context).map((subject) => ({ subject })),
  necessities: ({ id }, _args, context) => necessitiesOf(id, context),
  access: ({ id }, _args, context) => decisionsAbout(membersOf(id, context), context),
  // Folded: read replaces each by the members' files, so whoever asks it here asks in vain.
  contacts: () => null,
  plans: () => null,
  safetyPlans: () => null,
  events: () => null,
};

const connection: Resolvers<unknown> = {
  offered: (_source, _args, context) => context.offered(),
};

const member: Resolvers<MemberSource> = {
  person: ({ subject }) => ({ id: subject }),
  capacities: ({ subject }, _args, { facts }) => facts.subjects.get(subject)?.capacities ?? [],
};

const person: Resolvers<PersonSource> = {
  consents: ({ id }, _args, context) => context.consentsAbout(id),
};

/** Representations of an entity (`_entities`) are their own source: the resolvers look up what they may tell by its id. */
export async function createAccess(): Promise<GraphQLSchema> {
  const schema = schemaOf(await readSdl(SDL));
  answerBy(schema, 'Query', roots);
  answerBy(schema, 'DataSubject', dataSubject);
  answerBy(schema, 'HouseholdConnection', connection);
  answerBy(schema, 'Household', household);
  answerBy(schema, 'Member', member);
  answerBy(schema, 'Person', person);
  return schema;
}

function answerBy<Source>(schema: GraphQLSchema, name: string, resolvers: Resolvers<Source>): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new TypeError(`${name} is not an object type`);
  const fields = type.getFields();
  for (const [field, resolve] of Object.entries(resolvers)) {
    const found = fields[field];
    if (found === undefined) throw new TypeError(`${name}.${field} is not in the schema of access`);
    found.resolve = resolve;
  }
}

/** `r0_household` and the like: read's own alias names the root (RootAsk.key). */
function keyOf(info: GraphQLResolveInfo): string {
  return String(info.path.key);
}

function householdsAt(facts: AccessContext['facts'], info: GraphQLResolveInfo): readonly HouseholdSource[] {
  return (facts.roots.get(keyOf(info))?.cases ?? []).filter((id) => facts.cases.has(id)).map((id) => ({ id }));
}

function caseOf(id: CaseId, { facts }: AccessContext): OwnCase | undefined {
  return facts.cases.get(id);
}

/** Of the own organisation about members who show, as gather found them today. */
function necessitiesOf(id: CaseId, context: AccessContext) {
  const members = new Map(
    membersOf(id, context).map((subject) => [context.facts.subjects.get(subject)?.person, subject]),
  );
  return context.facts.necessities.flatMap(({ about, recipient: _recipient, ...necessity }) => {
    const subject = members.get(about);
    return subject === undefined ? [] : [{ ...necessity, about: subject }];
  });
}

/** Members without any basis are left out, not blanked (design 4). */
function membersOf(id: CaseId, { facts, decision }: AccessContext): readonly SubjectKey[] {
  return (facts.cases.get(id)?.members ?? []).filter((subject) => decision.present.has(subject));
}
