// One fetch of the plan that names access enters, with the request it belongs to; its data leaves. Runs in the gateway's process, unreachable
// from outside: the text is the plan's own.
import { type DocumentNode, execute, parse } from 'graphql';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { JsonObject } from '../../gateway/vocabulary/fetched.ts';
import { createAccess } from './access.ts';
import { type ConsentSettings, createConsentsAbout } from './consents.ts';
import type { AccessContext } from './context.ts';

export type AccessFetch = { readonly text: string; readonly variables: Readonly<Record<string, unknown>> };
/** Rejects when anything of it cannot be answered: half an answer about access is none. */
export type AnswerAccess = (
  fetch: AccessFetch,
  request: { readonly facts: Facts; readonly asked: Asked },
) => Promise<JsonObject>;

const KEPT = 1000;

export async function serveAccess(settings: ConsentSettings): Promise<AnswerAccess> {
  const schema = await createAccess();
  const documents = new Map<string, DocumentNode>();
  const read = (text: string): DocumentNode => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    if (documents.size >= KEPT) documents.clear();
    const document = parse(text, { noLocation: true });
    documents.set(text, document);
    return document;
  };
  return async ({ text, variables }, { facts, asked }) => {
    const contextValue: AccessContext = {
      facts,
      decision: asked.decision,
      consentsAbout: createConsentsAbout(facts, asked, settings),
      organisationOf: settings.organisationOf,
    };
    const { data, errors } = await execute({ schema, document: read(text), variableValues: variables, contextValue });
    if (errors !== undefined || data === null || data === undefined) throw new Error('access could not answer a fetch');
    // An executed result is plain data by construction.
    return data as JsonObject;
  };
}
