// The access subgraph as fetch calls it: a fetch of the plan and the request's session enter; what the gateway itself owns leaves. In process.
import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { type AccessLogSettings, createReadLog } from '../subgraphs/access/access-log.ts';
import { type ConsentSettings, createConsentsAbout } from '../subgraphs/access/consents.ts';
import type { AccessContext } from '../subgraphs/access/context.ts';
import { createDutiesShown } from '../subgraphs/access/duties.ts';
import { createOwnRequestsShown } from '../subgraphs/access/own-requests.ts';
import { createReleasesShown } from '../subgraphs/access/releases.ts';
import { createTasksShown, type TaskSettings } from '../subgraphs/access/tasks.ts';
import type { AccessSubgraph } from './fetch/data-sources.ts';
import type { Asked } from './vocabulary/asked.ts';
import type { Decision } from './vocabulary/decision.ts';
import type { Duties } from './vocabulary/duty.ts';
import type { Emergencies } from './vocabulary/emergency.ts';
import type { OwnRequests } from './vocabulary/own-request.ts';
import type { ReleaseLists } from './vocabulary/release-books.ts';
import { requestFor } from './vocabulary/request-handle.ts';

const KEPT_DOCUMENTS = 1_000;

export function accessIn(
  schema: GraphQLSchema,
  ports: ConsentSettings &
    AccessLogSettings &
    TaskSettings & {
      readonly lists: ReleaseLists;
      readonly duties: Duties;
      readonly emergencies: Pick<Emergencies, 'unreviewed'>;
      readonly ownRequests: OwnRequests;
    },
): AccessSubgraph {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (text: string): DocumentNode => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const made = parse(text, { noLocation: true });
    if (documents.size >= KEPT_DOCUMENTS) documents.clear();
    documents.set(text, made);
    return made;
  };
  return async ({ text, variables }, { asked, request: { facts, reading } }) => {
    const contextValue: AccessContext = {
      facts,
      decision: reported(asked),
      requestFor: ({ subject, holder, category }, code) =>
        requestFor(facts.caller, reading.profile.purpose, code, {
          subjects: [subject],
          holder,
          categories: [category],
        }),
      consentsAbout: createConsentsAbout(facts, asked, ports),
      dutiesToInform: createDutiesShown(facts, ports.duties),
      tasks: createTasksShown(facts, ports),
      unreviewedEmergencies: async () =>
        facts.organisation === null ? [] : ports.emergencies.unreviewed(facts.organisation, facts.clock.today),
      ...createReleasesShown(facts, ports),
      organisationOf: ports.organisationOf,
      accessLog: createReadLog(facts, asked, ports),
      ownRequests: createOwnRequestsShown(facts, asked, ports),
    };
    const { data, errors } = await execute({
      schema,
      document: documentOf(text),
      variableValues: variables,
      contextValue,
    });
    if (errors !== undefined || data === undefined || data === null) throw new Error('access could not answer');
    // Scalars, enums, lists and objects of our own schema: JSON by construction.
    return data as Awaited<ReturnType<AccessSubgraph>>;
  };
}

/** The decisions that may be told of: without those at a holder that would tell where somebody is. */
function reported({ decision, unseen }: Asked): Decision {
  if (unseen === undefined || unseen.size === 0) return decision;
  return { ...decision, all: new Map([...decision.all].filter(([key]) => !unseen.has(key))) };
}
