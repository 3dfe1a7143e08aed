// A data subject's own access log, page by page: who looked, in plain words. Enters: facts and what may be asked today; leaves: looks of
// organisations whose involvement opens to that person, at what they may know of. INVARIANT neither row nor gap: all else is left out, uncounted.
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { LogLine, LogPlace, RecordedLook } from '../../gateway/vocabulary/look.ts';
import type { AccessLog, OutwardIds, Pseudonyms } from '../../gateway/vocabulary/ports.ts';
import type { Oin } from '../../schema/identifiers.ts';
import type { Organisation } from '../../schema/organisation.ts';
import {
  CATEGORY_WORDS,
  LOG_NOTICE,
  ORGANISATION_WORDS,
  OWN_FILE_WORDS,
  PURPOSE_WORDS,
  ROLE_WORDS,
  SOURCE_WORDS,
  type Words,
} from './plain-words.ts';

export type AccessLogSettings = {
  readonly log: AccessLog;
  readonly pseudonyms: Pick<Pseudonyms, 'subject'>;
  readonly ids: Pick<OutwardIds, 'open'>;
  readonly organisationOf: (oin: Oin) => Organisation | null;
  /** What a law row says, by its id; undefined: no row of today's law table. */
  readonly lawOf: (id: string) => Words | undefined;
};

type Term = Words & { readonly code: string };
export type LookShown = {
  readonly id: string;
  readonly at: string;
  readonly organisation: Term;
  readonly role: Term;
  readonly purpose: Term;
  readonly emergency: boolean;
  readonly opened: readonly {
    readonly source: Term;
    readonly data: readonly Term[];
    readonly bases: readonly Term[];
  }[];
  readonly says: Words;
};
export type LogPage = {
  readonly looks: readonly LookShown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly notice: Words;
};
export type ReadLog = (page: { readonly first: number; readonly after: string | null }) => Promise<LogPage | null>;

const AT_ONCE = 100;
/** Text of a place: 15 digits of wall time, then the record. Of one length, so that its outward form tells nothing. */
const PLACE = /^(\d{15})~([0-9a-f-]{36})$/;

/** For one request. Null to whoever is not the data subject of this own view. */
export function createReadLog(facts: Facts, asked: Asked, settings: AccessLogSettings): ReadLog {
  return async ({ first, after }) => {
    const self = [...facts.subjects.values()].find(({ isCaller }) => isCaller);
    if (self === undefined) return null;
    // A place in somebody else's log, or in none, is no place in this one: nothing comes after it.
    const place = after === null ? null : placeOf(settings.ids.open('CURSOR', after, `subject:${self.person}`));
    if (place === undefined) return pageOf([], false, settings);
    const told = new Set(
      [...asked.decision.cells].flatMap(([key, { cell }]) =>
        cell.subject === self.key && cell.category === 'INVOLVEMENT' && asked.asked.has(key) ? [cell.holder] : [],
      ),
    );
    if (told.size === 0) return pageOf([], false, settings);
    const subject = settings.pseudonyms.subject(self.person);
    const found = await shownLines(settings.log, subject, told, place, first + 1);
    return pageOf(found.slice(0, first), found.length > first, settings);
  };
}

/** Lines with nothing left to tell are no lines of the page: it is filled with those after them. */
async function shownLines(
  log: AccessLog,
  subject: string,
  told: ReadonlySet<Oin>,
  from: LogPlace | null,
  most: number,
): Promise<readonly LogLine[]> {
  const shown: LogLine[] = [];
  let after = from;
  while (shown.length < most) {
    const lines = await log.looksAt(subject, [...told], { after, most: AT_ONCE });
    for (const { look, place } of lines) {
      if (isOfOthersDanger(look)) continue;
      const opened = look.opened.flatMap((one) => nameable(one, told));
      if (opened.length > 0) shown.push({ look: { ...look, opened }, place });
    }
    after = lines.at(-1)?.place ?? null;
    if (after === null || lines.length < AT_ONCE) break;
  }
  return shown.slice(0, most);
}

/** In acute danger the own file and the register open about everyone in the case: to whom was not in danger the line would tell that somebody was. */
function isOfOthersDanger({ purpose, opened }: RecordedLook): boolean {
  return purpose === 'ACUTE_DANGER' && !opened.some(({ via }) => via === 'EMERGENCY');
}

type OpenedThen = RecordedLook['opened'][number];

/** That an organisation opened something shows that it has something to do with this person: told under the same condition as its own looks. */
function nameable({ categories, ...one }: OpenedThen, told: ReadonlySet<Oin>): readonly OpenedThen[] {
  if (one.source !== 'PERSONS' && one.source !== 'ACCESS' && !told.has(one.holder)) return [];
  // Who reported is not even named outside its holder (design 4, existence-sensitive).
  const named = categories.filter((category) => category !== 'REPORTER');
  return named.length === 0 ? [] : [{ ...one, categories: named }];
}

function pageOf(lines: readonly LogLine[], hasNextPage: boolean, settings: AccessLogSettings): LogPage {
  const last = lines.at(-1);
  return {
    looks: lines.flatMap(({ look }) => shownLook(look, settings) ?? []),
    pageInfo: { hasNextPage, endCursor: last === undefined ? null : textOf(last.place) },
    notice: LOG_NOTICE,
  };
}

function shownLook(look: RecordedLook, { organisationOf, lawOf }: AccessLogSettings): LookShown | null {
  const kind = organisationOf(look.organisation)?.kind;
  if (kind === undefined) return null;
  const organisation = { code: kind, ...ORGANISATION_WORDS[kind] };
  const role = { code: look.role, ...ROLE_WORDS[look.role] };
  const purpose = { code: look.purpose, ...PURPOSE_WORDS[look.purpose] };
  const opened = look.opened.map(({ holder, source, categories, bases }) => ({
    source: { code: source, ...(holder === look.organisation ? OWN_FILE_WORDS : SOURCE_WORDS[source]) },
    data: categories.map((code) => ({ code, ...CATEGORY_WORDS[code] })),
    bases: bases.map((code) => ({ code, ...(lawOf(code) ?? { nl: code, en: code }) })),
  }));
  const { recordId: id, emergency } = look;
  return {
    id,
    at: new Date(look.at).toISOString(),
    organisation,
    role,
    purpose,
    emergency,
    opened,
    says: sentenceOf(look, kind),
  };
}

function sentenceOf({ role, purpose, emergency, opened }: RecordedLook, kind: keyof typeof ORGANISATION_WORDS): Words {
  const data = [...new Set(opened.flatMap(({ categories }) => categories))];
  const list = (language: keyof Words, and: string): string => {
    const parts = data.map((one) => CATEGORY_WORDS[one][language]);
    const [last, ...before] = parts.toReversed();
    return before.length === 0 ? (last ?? '') : `${before.toReversed().join(', ')} ${and} ${last}`;
  };
  const who = ORGANISATION_WORDS[kind];
  return {
    nl: `${capital(who.nl)} (${ROLE_WORDS[role].nl}) keek ${PURPOSE_WORDS[purpose].nl} naar: ${list('nl', 'en')}.${emergency ? ' Dit ging met de noodknop.' : ''}`,
    en: `${capital(who.en)} (${ROLE_WORDS[role].en}) looked ${PURPOSE_WORDS[purpose].en} at: ${list('en', 'and')}.${emergency ? ' The emergency button was used.' : ''}`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Undefined: no place in any log. */
function placeOf(text: string | null): LogPlace | undefined {
  const [, writtenAt, recordId] = PLACE.exec(text ?? '') ?? [];
  return writtenAt === undefined || recordId === undefined ? undefined : { writtenAt: BigInt(writtenAt), recordId };
}

function textOf({ writtenAt, recordId }: LogPlace): string {
  return `${String(writtenAt).padStart(15, '0')}~${recordId}`;
}
