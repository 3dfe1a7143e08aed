// Writes what is kept along with records, in their transaction: duties to inform, uses of claims and tries, each with the task that tells of it.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { daysAfter } from '../../../schema/days.ts';
import type { ClaimFact } from '../../../schema/facts-format.ts';
import type { Oin } from '../../../schema/identifiers.ts';
import { CLAIM_KINDS } from '../../../schema/names/claim-kind.ts';
import type { Along, Look, Try } from '../../vocabulary/along.ts';
import type { Task } from '../../vocabulary/books.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import { taskBook } from './task-book.ts';

export type AlongSettings = {
  readonly sealing: Sealing;
  readonly nameOf: (oin: Oin) => string;
  /** After how many tries on one day the own privacy officer hears of it, and again after as many more. */
  readonly triesADay: number;
};

export type AlongWriter = {
  /** Without what this process knows to be there. Null: nothing is left. */
  readonly fresh: (along: Along) => Along | null;
  readonly write: (tx: Transaction, along: readonly Along[]) => Promise<void>;
  /** Its transaction was kept. */
  readonly wrote: (along: readonly Along[]) => void;
};

/** AVG 14 lid 3 onder a: within a month; Wmo 5.3.1: within four weeks. The shorter for everybody. */
const WITHIN_DAYS = 28;
const KNOWN = 100_000;
const ids = z.array(z.object({ id: z.string() }));
const counts = z.tuple([z.object({ tries: z.number().int() })]);

type Use = { readonly look: Look; readonly claim: ClaimFact; readonly pseudonym: Buffer };

export function createAlongWriter({ sealing, nameOf, triesADay }: AlongSettings): AlongWriter {
  const known = new Set<string>();

  const told = (
    task: Pick<Task, 'kind' | 'about' | 'reference' | 'roles' | 'dueOn' | 'note' | 'createdAt'>,
    to: Oin,
  ): Task => ({
    id: randomUUID(),
    addressee: { organisation: to },
    state: 'OPEN',
    ...task,
  });

  async function writeDuties(tx: Transaction, looks: readonly Look[]): Promise<readonly Task[]> {
    if (looks.length === 0) return [];
    const rows = looks.map((look) => ({ look, id: randomUUID(), due_on: daysAfter(look.today, WITHIN_DAYS) }));
    const added = ids.parse(
      await tx`INSERT INTO duty ${tx(
        rows.map(({ id, due_on, look: { organisation, ownCase, person, holder, today } }) => ({
          id,
          organisation,
          own_case: ownCase,
          person,
          holder,
          since: today,
          due_on,
          state: 'OPEN',
        })),
      )} ON CONFLICT DO NOTHING RETURNING id`,
    );
    const fresh = new Set(added.map(({ id }) => id));
    return rows
      .filter(({ id }) => fresh.has(id))
      .map(({ id, due_on, look: { organisation, person, holder, at } }) => {
        const note = `Informeer deze persoon over het opvragen van gegevens bij ${nameOf(holder)}, of leg vast waarom dat later moet.`;
        return told(
          { kind: 'DUTY_TO_INFORM', about: person, reference: id, roles: [], dueOn: due_on, note, createdAt: at },
          organisation,
        );
      });
  }

  async function writeUses(tx: Transaction, uses: readonly Use[]): Promise<readonly Task[]> {
    if (uses.length === 0) return [];
    const rows = uses.map((use) => ({ use, id: randomUUID() }));
    const added = ids.parse(
      await tx`INSERT INTO claim_use ${tx(
        rows.map(({ id, use: { look, claim, pseudonym } }) => ({
          id,
          claim: pseudonym,
          holder: look.holder,
          person: look.person,
          organisation: look.organisation,
          own_case: look.ownCase,
          since: look.today,
          sealed: sealing.seal(look.holder, `claim_use/${id}`, JSON.stringify(claim)),
        })),
      )} ON CONFLICT DO NOTHING RETURNING id`,
    );
    const fresh = new Set(added.map(({ id }) => id));
    return rows
      .filter(({ id }) => fresh.has(id))
      .map(({ id, use: { look, claim } }) => {
        const until = claim.until === null ? '' : ` tot en met ${claim.until}`;
        const note = `${nameOf(look.organisation)} opent gegevens met: ${CLAIM_KINDS[claim.kind]}, nummer ${claim.number}, vanaf ${claim.from}${until}. Klopt dat niet, betwist het dan: het sluit meteen.`;
        return told(
          { kind: 'CLAIM_USED', about: look.person, reference: id, roles: [], dueOn: null, note, createdAt: look.at },
          look.holder,
        );
      });
  }

  async function writeTry(tx: Transaction, { organisation, professional, today, at }: Try): Promise<readonly Task[]> {
    const asker = sealing.lookup('asker of tries', professional);
    const [{ tries }] = counts.parse(
      await tx`INSERT INTO outside_try (organisation, asker, day, tries) VALUES (${organisation}, ${asker}, ${today}, 1)
        ON CONFLICT (organisation, asker, day) DO UPDATE SET tries = outside_try.tries + 1 RETURNING tries`,
    );
    if (tries % triesADay !== 0) return [];
    const reference = asker.toString('hex').slice(0, 16);
    const note = `Medewerker ${reference} zocht op ${today} ${tries} keer naar iemand buiten de eigen zaken.`;
    const roles = ['PRIVACY_OFFICER'] as const;
    return [
      told({ kind: 'REPEATED_TRIES', about: null, reference, roles, dueOn: null, note, createdAt: at }, organisation),
    ];
  }

  const usesIn = (looks: readonly Look[]): readonly Use[] =>
    looks.flatMap((look) =>
      look.claims.map((claim) => ({
        look,
        claim,
        pseudonym: claimPseudonym(sealing, look.organisation, look.ownCase, claim),
      })),
    );

  return {
    fresh({ looks, tries }) {
      const left = looks.filter((look) => !known.has(keyOf(look)));
      return left.length === 0 && tries.length === 0 ? null : { looks: left, tries };
    },
    async write(tx, along) {
      // In one order on every process: two that add the same rows wait for each other in turn.
      const looks = [
        ...new Map(along.flatMap((one) => one.looks).map((look) => [keyOf(look), look])).values(),
      ].toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
      const tasks = [...(await writeDuties(tx, looks)), ...(await writeUses(tx, usesIn(looks)))];
      const tries = along
        .flatMap((one) => one.tries)
        .toSorted((left, right) => (left.professional < right.professional ? -1 : 1));
      for (const one of tries) tasks.push(...(await writeTry(tx, one)));
      const book = taskBook(tx, sealing);
      await Promise.all(tasks.map((task) => book.add(task)));
    },
    wrote(along) {
      if (known.size > KNOWN) known.clear();
      for (const look of along.flatMap((one) => one.looks)) known.add(keyOf(look));
    },
  };
}

/** The same for the same claim of the same case, wherever it was read. */
export function claimPseudonym(sealing: Sealing, organisation: Oin, ownCase: string, claim: ClaimFact): Buffer {
  const { kind, number, about, from } = claim;
  return sealing.lookup('claim', JSON.stringify([organisation, ownCase, kind, number, about, from]));
}

function keyOf({ organisation, ownCase, person, holder, claims }: Look): string {
  return JSON.stringify([
    organisation,
    ownCase,
    person,
    holder,
    claims.map(({ kind, number, about, from }) => [kind, number, about, from]),
  ]);
}
