// requestConsent: from a denial that consent could lift, each person who has to answer is asked, alone, in words that fit the age (design 6).
// What is asked is a consent that nobody has answered yet; the answer is the person's own (giveConsent, refuseConsent).
import { z } from 'zod';
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { Givers } from '../../../../gateway/vocabulary/consenting.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { RequestHandle } from '../../../../gateway/vocabulary/request-handle.ts';
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import { daysAfter } from '../../../../schema/days.ts';
import { localDate } from '../../../../schema/identifiers.ts';
import { CATEGORIES } from '../../../../schema/names/category.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { type Act, type ActContext, notDone, problem } from '../act.ts';
import { organisationOf, problemsOfTerms } from './agreed.ts';
import type { Terms } from './input.ts';
import { REQUEST_TEXT, requestTextFor } from './request-text.ts';
import { audienceOf, nowOf } from './speaker.ts';

const input = z.strictObject({
  household: z.string().optional(),
  request: z.string(),
  about: z.string(),
  people: z.array(z.string()).min(1).max(10),
  /** Fewer than the handle names; absent: all of them. */
  categories: z
    .array(z.enum(valuesOf(CATEGORIES)))
    .min(1)
    .optional(),
  from: localDate.optional(),
  until: localDate,
});
type Input = z.infer<typeof input>;

export const requestConsent: Act<Input> = {
  input,
  async perform(told, context) {
    const { caller } = context.facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const handle = context.requestOf(told.request);
    if (handle === null || handle.kind !== 'CONSENT') return notDone([problem('NOT_FOUND', 'request')]);
    const about = context.personOf(told.about);
    if (about === null || !handle.about.includes(about.person)) return notDone([problem('NOT_FOUND', 'about')]);
    const person = [about.person];
    const givers = context.consenting.giversOf(about, false);
    if (givers === null) return notDone([problem('NOT_ESTABLISHED', 'about')], person);
    const asked = told.people.map((one) => context.personOf(one));
    const terms = termsOf(told, handle, context, caller.organisation.oin);
    const problems = [...problemsOfTold(told, handle, asked, about, givers), ...problemsOfTerms(terms, context)];
    if (problems.length > 0) return notDone(problems, person);

    const consent =
      (await askedBefore(terms, about, caller.professional, context)) ?? (await begin(terms, about, context));
    const tasks = await context.books.tasks.about(consent.id);
    const fresh = asked.filter((one) => one !== null && !tasks.some(({ person: whom }) => whom === one.person));
    if (fresh.length === 0) return notDone([problem('ALREADY_DONE')], person);
    for (const one of fresh) if (one !== null) await ask(one, about, givers, consent, context);
    const { id, holder, until } = consent;
    return { result: { id, until }, about: person, holder, reference: id };
  },
};

function termsOf(
  { categories, from, until }: Input,
  handle: RequestHandle,
  { clock }: ActContext,
  recipient: Terms['recipient'],
): Terms {
  const { holder, role, purpose } = handle;
  return {
    holder,
    recipient,
    roles: role === 'DATA_SUBJECT' ? [] : [role],
    purposes: [purpose],
    categories: (categories ?? handle.categories).filter((one) => one !== 'NONE'),
    from: from ?? clock.today,
    until,
  };
}

function problemsOfTold(
  told: Input,
  handle: RequestHandle,
  asked: readonly (SubjectFacts | null)[],
  about: SubjectFacts,
  givers: Givers,
): readonly Problem[] {
  const beyond = (told.categories ?? []).flatMap((one, at) =>
    handle.categories.includes(one) ? [] : [problem('NOT_VALID', `categories.${at}`)],
  );
  const people = asked.flatMap((one, at) => {
    if (one === null) return [problem('NOT_FOUND', `people.${at}`)];
    const needed = one.person === about.person ? givers.self : givers.custody.includes(one.person);
    return needed ? [] : [problem('NOT_ALLOWED', `people.${at}`)];
  });
  const twice = new Set(asked.map((one) => one?.person)).size < asked.length;
  return [...beyond, ...people, ...(twice ? [problem('NOT_VALID', 'people')] : [])];
}

/** The same question of the same professional that still runs: others can be asked, nobody twice. One that held and ended is a new question. */
async function askedBefore(
  terms: Terms,
  about: SubjectFacts,
  professional: string,
  { books, clock }: ActContext,
): Promise<StoredConsent | null> {
  const all = await books.consents.between(about.person, terms.holder, terms.recipient);
  const same = (left: readonly string[], right: readonly string[]) =>
    left.length === right.length && left.every((name) => right.includes(name));
  for (const one of all) {
    const isSame =
      one.recordedBy === professional &&
      one.textVersion === REQUEST_TEXT &&
      one.until >= clock.today &&
      same(one.roles, terms.roles) &&
      same(one.purposes, terms.purposes) &&
      same(one.categories, terms.categories);
    if (!isSame) continue;
    const tasks = await books.tasks.about(one.id);
    if (!tasks.some(({ kind }) => kind === 'CONSENT_ENDED')) return one;
  }
  return null;
}

async function begin(
  terms: Terms,
  about: SubjectFacts,
  context: ActContext,
): Promise<Omit<StoredConsent, 'statements'>> {
  const { caller } = context.facts;
  const professional = caller.kind === 'PROFESSIONAL' ? caller : null;
  const consent: Omit<StoredConsent, 'statements'> = {
    ...terms,
    id: context.newId(),
    about: about.person,
    textVersion: REQUEST_TEXT,
    evidence: 'OWN_LOGIN',
    recordedBy: professional?.professional ?? null,
    recordedOn: nowOf(context),
    details: {
      language: 'nl',
      interpreter: false,
      channel: 'OWN_LOGIN',
      evidenceHash: null,
      freedom: 'IN_THE_TEXT_SHOWN',
      conditions: { notWith: [], text: null },
      recorder: professional?.organisation.oin ?? null,
      incapable: null,
    },
  };
  await context.books.consents.add(consent);
  return consent;
}

/** One person, one task, that says nothing of who else is asked. */
async function ask(
  one: SubjectFacts,
  about: SubjectFacts,
  givers: Givers,
  consent: Omit<StoredConsent, 'statements'>,
  context: ActContext,
): Promise<void> {
  const { clock, consenting, books, newId } = context;
  const note = requestTextFor({
    audience: audienceOf(one.person, about),
    recipient: organisationOf(consent.recipient, context)?.name ?? '',
    holder: organisationOf(consent.holder, context)?.name ?? '',
    categories: consent.categories,
    until: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(consent.until)),
    parentsToo: givers.custody.length > 0,
  });
  await books.tasks.add({
    id: newId(),
    kind: 'CONSENT_ASKED',
    addressee: { person: one.person },
    roles: [],
    about: about.person,
    reference: consent.id,
    dueOn: daysAfter(clock.today, consenting.terms.consentAnswerDays),
    state: 'OPEN',
    createdAt: nowOf(context),
    note,
  });
}
