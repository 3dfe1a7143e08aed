// What an AuthZEN question asks, as the rooms read it: a purpose, categories per kind of source, and the own cases it may be about.
import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { CategoryAsk, Reading, RootAsk } from '../vocabulary/operation.ts';
import type { CaseNamed } from './question.ts';

/** Stands where the text of an operation would: there is none, and no room that reads one is entered. */
const DOCUMENT = parse('query AuthZEN { __typename }', { noLocation: true });
const HASH = createHash('sha256').update('AuthZEN').digest('hex');
const MOST_CASES = 10_000;

export function readingOf(purpose: Purpose, asks: readonly CategoryAsk[], ownCase: CaseNamed): Reading {
  const [operation] = DOCUMENT.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new TypeError('one operation');
  const root: RootAsk =
    ownCase === undefined
      ? { kind: 'CASELOAD', key: 'r0_caseload', first: MOST_CASES, after: null }
      : { kind: 'HOUSEHOLD', key: 'r0_household', id: ownCase };
  const made: Omit<Reading, symbol> = {
    profile: { hash: HASH, document: DOCUMENT, operation, purpose, tree: [], asks, wantsDecisions: false },
    variables: {},
    roots: [root],
    asks,
    emergency: null,
    act: null,
  };
  // The one place where a question that is no GraphQL is read; everything in it was parsed at this door.
  return made as Reading;
}
