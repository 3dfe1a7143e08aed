// Lists of requests and releases (port ReleaseLists): for the asker, for the holder, for whom something is offered. Read outside any act.
import { z } from 'zod';
import { innerKey, instant } from '../../../schema/identifiers.ts';
import type { Role } from '../../../schema/names/role.ts';
import type { ReleaseLists } from '../../vocabulary/release-books.ts';
import { storedRelease, storedRequest } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Sql } from './connect.ts';
import { draftColumns, draftRows, noteOf, releaseColumns, releaseRows } from './release-book.ts';
import { requestColumns, requestRows } from './request-book.ts';

const made = z.array(storedRequest.extend({ askedAt: instant }));
const answers = z.array(z.object({ request: z.string(), release: storedRelease }));
const pushed = z.array(
  z.object({
    id: z.string(),
    holder: storedRelease.shape.holder,
    about: innerKey,
    purposes: storedRelease.shape.purposes,
    categories: storedRelease.shape.categories,
    from: storedRelease.shape.from,
    until: storedRelease.shape.until,
    sealed: z.string().nullable(),
  }),
);
const sealedParts = z.object({ note: z.string().nullable() });

/** Who signs: as which role the other signature is given. */
const OTHER_SIGNER: Partial<Record<Role, Role>> = { MANDATE_HOLDER: 'TEAM_LEAD', TEAM_LEAD: 'MANDATE_HOLDER' };

export function createReleaseLists(sql: Sql, sealing: Sealing): ReleaseLists {
  return {
    async requestsBy(recipient, about) {
      const people = sql.array([...about]);
      const requests = made.parse(
        await sql`SELECT id, about, holder, recipient, role, purpose, categories, due_on AS "dueOn", wanted_until AS "until",
            asked_at AS "askedAt"
          FROM release_request WHERE recipient = ${recipient} AND about = ANY(${people}) ORDER BY asked_at DESC, id`,
      );
      const released = answers.parse(
        await sql`SELECT request, json_build_object('id', id, 'kind', kind, 'about', about, 'holder', holder, 'recipient', recipient,
            'roles', roles, 'purposes', purposes, 'categories', categories, 'basis', basis, 'from', valid_from,
            'until', valid_until) AS release
          FROM release WHERE request = ANY(${sql.array(requests.map(({ id }) => id))}) ORDER BY id`,
      );
      return requests.map((one) => ({
        ...one,
        released: released.filter(({ request }) => request === one.id).map(({ release }) => release),
      }));
    },
    async requestsTo(holder, about) {
      return requestRows(
        sealing,
        await sql`SELECT ${requestColumns(sql)} FROM release_request
          WHERE holder = ${holder} AND about = ANY(${sql.array([...about])}) ORDER BY asked_at DESC, id`,
      );
    },
    async releasesBy(holder, about, today, standing) {
      const releases = releaseRows(
        await sql`SELECT ${releaseColumns(sql)} FROM release WHERE holder = ${holder}
            AND (about = ANY(${sql.array([...about])}) OR (${standing} AND about IS NULL))
            AND ${today}::date <= valid_until ORDER BY valid_from DESC, id`,
      );
      const drafts = standing
        ? draftRows(
            await sql`SELECT ${draftColumns(sql)} FROM standing_release
              WHERE holder = ${holder} AND state = 'OPEN' AND ${today}::date <= valid_until ORDER BY valid_from DESC, id`,
          )
        : [];
      return [
        ...releases.map((release) => ({ ...release, waitsFor: null })),
        ...drafts.map(({ sealed: _sealed, signedAs, ...draft }) => ({
          ...draft,
          roles: [...draft.roles],
          purposes: [...draft.purposes],
          categories: [...draft.categories],
          kind: 'STANDING' as const,
          about: null,
          waitsFor: OTHER_SIGNER[signedAs] ?? null,
        })),
      ];
    },
    async offeredTo(recipient, role, today) {
      const rows = pushed.parse(
        await sql`SELECT id, holder, about, purposes, categories, valid_from AS "from", valid_until AS "until", sealed
          FROM release WHERE kind = 'PUSH' AND recipient = ${recipient} AND ${role} = ANY(roles)
            AND ${today}::date BETWEEN valid_from AND valid_until ORDER BY valid_from DESC, id`,
      );
      return rows.map(({ sealed, ...one }) => {
        const { note } = sealed === null ? { note: null } : sealedParts.parse(JSON.parse(sealed));
        return { ...one, note: note === null ? null : sealing.open(recipient, noteOf(one.id), note) };
      });
    },
  };
}
