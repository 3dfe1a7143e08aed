// The store's write side (port Bookkeeper): books that lie in one transaction, open until it is settled.
import type { Bookkeeper, Books, OpenBooks } from '../../vocabulary/books.ts';
import type { Sealing } from '../sealing.ts';
import { claimBook } from './claim-book.ts';
import type { Sql } from './connect.ts';
import { consentBook } from './consent-book.ts';
import { dutyBook } from './duty-book.ts';
import { emergencyBook } from './emergency-book.ts';
import { necessityBook } from './necessity-book.ts';
import { ownRequestBook } from './own-request-book.ts';
import { releaseBook, standingBook } from './release-book.ts';
import { requestBook } from './request-book.ts';
import { restrictionBook, shieldBook } from './shield-book.ts';
import { taskBook } from './task-book.ts';

/** A transaction's own client: what is written by it is kept or dropped as one. */
export type Transaction = Parameters<Parameters<Sql['begin']>[1]>[0];

class Dropped extends Error {}

export function createBookkeeper(sql: Sql, sealing: Sealing): Bookkeeper {
  return {
    open() {
      const opened = Promise.withResolvers<OpenBooks>();
      const settled = Promise.withResolvers<boolean>();
      const ended = sql.begin(async (tx) => {
        opened.resolve({
          books: booksIn(tx, sealing),
          async settle(keep) {
            settled.resolve(keep);
            await ended.catch((error: unknown) => {
              if (keep || !(error instanceof Dropped)) throw error;
            });
          },
        });
        // Throwing is how the client is told to take everything back.
        if (!(await settled.promise)) throw new Dropped();
      });
      ended.catch((error: unknown) => opened.reject(error));
      return opened.promise;
    },
  };
}

function booksIn(tx: Transaction, sealing: Sealing): Books {
  return {
    consents: consentBook(tx, sealing),
    necessities: necessityBook(tx, sealing),
    ownRequests: ownRequestBook(tx, sealing),
    tasks: taskBook(tx, sealing),
    emergencies: emergencyBook(tx, sealing),
    requests: requestBook(tx, sealing),
    releases: releaseBook(tx, sealing),
    standing: standingBook(tx, sealing),
    duties: dutyBook(tx, sealing),
    shields: shieldBook(tx, sealing),
    restrictions: restrictionBook(tx),
    claims: claimBook(tx, sealing),
  };
}
