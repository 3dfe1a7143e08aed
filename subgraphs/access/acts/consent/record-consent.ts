// recordConsent: a consent with every element of a valid record (domain.md 4), told by a professional or given with an own login.
// One that could never hold is not recorded: each element that is missing or does not fit is named by its field.
import { z } from 'zod';
import type { Problem } from '../../../../gateway/vocabulary/act.ts';
import type { Said } from '../../../../gateway/vocabulary/consent-book.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import { type Act, type ActContext, notDone, problem } from '../act.ts';
import { problemsOfTerms } from './agreed.ts';
import { tellWhatEnded } from './ended.ts';
import { conditions, incapable, manner, spoken, terms } from './input.ts';
import { problemsOfManner } from './manner.ts';
import { isShownTo } from './reach.ts';
import { saidBy } from './said.ts';
import { nowOf } from './speaker.ts';
import { tellGivers } from './tell.ts';

const statement = z.strictObject({ ...spoken, answer: z.enum(['GIVEN', 'REFUSED']) });
const input = terms.extend({
  household: z.string().optional(),
  about: z.string().optional(),
  ...manner,
  conditions: conditions.optional(),
  incapable: incapable.optional(),
  statements: z.array(statement).min(1).max(10).optional(),
});
type Input = z.infer<typeof input>;

export const recordConsent: Act<Input> = {
  input,
  async perform(told, context) {
    const about = aboutWhom(told, context);
    if (about === null) return notDone([problem('NOT_FOUND', 'about')]);
    const person = [about.person];
    const unsettled = problemsOfPerson(about, told, context);
    if (unsettled.length > 0) return notDone(unsettled, person);
    const said = answersIn(told, about, context);
    const problems = [...problemsOfTerms(told, context), ...problemsOfParties(told, context), ...said.problems];
    if (problems.length > 0) return notDone(problems, person);

    const { consents } = context.books;
    const before = await consents.between(about.person, told.holder, told.recipient);
    if (before.some((one) => isIdentical(one, told, said.said) && isShownTo(one, about, context.facts)))
      return notDone([problem('ALREADY_DONE')], person);
    const consent = consentOf(told, about, context);
    await consents.add(consent);
    for (const one of said.said) await consents.answer(consent, one);
    const added: StoredConsent = { ...consent, statements: said.said.map(({ statement: one }) => one) };
    await tellWhatEnded(about.person, about, before, [...before, added], context);
    await tellGivers(consent, said.said, context);
    const { id, holder, until } = consent;
    return { result: { id, until }, about: person, holder, reference: id };
  },
};

function aboutWhom({ about }: Input, { facts, personOf }: ActContext): SubjectFacts | null {
  if (about !== undefined) return personOf(about);
  return [...facts.subjects.values()].find(({ isCaller }) => isCaller) ?? null;
}

/** Nobody can answer for who died, for who has no known age (not born, without BSN), and where custody cannot be established. */
function problemsOfPerson(about: SubjectFacts, told: Input, { consenting, clock }: ActContext): readonly Problem[] {
  if (about.deceased.state === 'KNOWN' && about.deceased.value) return [problem('NOT_VALID', 'about')];
  if (consenting.giversOf(about, told.incapable !== undefined) === null) return [problem('NOT_ESTABLISHED', 'about')];
  if (told.incapable !== undefined && told.incapable.on > clock.today) return [problem('NOT_VALID', 'incapable.on')];
  return [];
}

function answersIn(
  told: Input,
  about: SubjectFacts,
  context: ActContext,
): { readonly said: readonly Said[]; readonly problems: readonly Problem[] } {
  const withOwnLogin = context.facts.caller.kind === 'DATA_SUBJECT';
  if (withOwnLogin && told.statements !== undefined)
    return { said: [], problems: [problem('NOT_VALID', 'statements')] };
  const statements = withOwnLogin ? [{ answer: 'GIVEN' as const }] : (told.statements ?? []);
  const agreed = { ...told, incapable: told.incapable !== undefined };
  const found = statements.map((one, at) =>
    saidBy(
      { spoken: one, answer: one.answer, manner: told, at: withOwnLogin ? '' : `statements.${at}.` },
      about,
      agreed,
      context,
    ),
  );
  const said = found.flatMap((one) => ('statement' in one ? [one] : []));
  const givesYes = statements.some(({ answer }) => answer === 'GIVEN');
  return {
    said,
    problems: [
      ...(statements.length === 0 ? [problem('ELEMENT_MISSING', 'statements')] : []),
      ...found.flatMap((one) => ('statement' in one ? [] : one)),
      ...(new Set(said.map(({ statement: { by } }) => by)).size < said.length
        ? [problem('NOT_VALID', 'statements')]
        : []),
      ...(withOwnLogin && told.textVersion === undefined ? [problem('ELEMENT_MISSING', 'textVersion')] : []),
      ...problemsOfManner(told, givesYes, told.recipient, context),
    ],
  };
}

/** A professional records for the own organisation, as the one that gives or receives; as a guardian for the child, between others too. */
function problemsOfParties(
  { holder, recipient, statements }: Input,
  { facts: { caller } }: ActContext,
): readonly Problem[] {
  if (caller.kind === 'DATA_SUBJECT' || [holder, recipient].includes(caller.organisation.oin)) return [];
  const asGuardian = statements?.every(({ by }) => by === undefined);
  return asGuardian === true ? [] : [problem('NOT_ALLOWED', 'recipient')];
}

/** The same terms, and everybody said so already. */
function isIdentical(one: StoredConsent, told: Input, said: readonly Said[]): boolean {
  const same = <Name>(left: readonly Name[], right: readonly Name[]) =>
    left.length === right.length && left.every((name) => right.includes(name));
  return (
    same(one.roles, told.roles) &&
    same(one.purposes, told.purposes) &&
    same(one.categories, told.categories) &&
    one.from === told.from &&
    one.until === told.until &&
    said.every(({ statement: { by, answer } }) => one.statements.findLast((last) => last.by === by)?.answer === answer)
  );
}

function consentOf(told: Input, about: SubjectFacts, context: ActContext): Omit<StoredConsent, 'statements'> {
  const { holder, recipient, roles, purposes, categories, from, until } = told;
  const { caller } = context.facts;
  const professional = caller.kind === 'PROFESSIONAL' ? caller : null;
  return {
    id: context.newId(),
    about: about.person,
    ...{ holder, recipient, roles, purposes, categories, from, until },
    textVersion: told.textVersion ?? 'none',
    evidence: told.evidence?.reference ?? (professional === null ? 'OWN_LOGIN' : 'NONE'),
    recordedBy: professional?.professional ?? null,
    recordedOn: nowOf(context),
    details: {
      language: told.language ?? 'nl',
      interpreter: told.interpreter ?? false,
      channel: professional === null ? 'OWN_LOGIN' : (told.channel ?? 'SPOKEN'),
      evidenceHash: told.evidence?.sha256 ?? null,
      freedom: told.freedom ?? 'IN_THE_TEXT_SHOWN',
      conditions: { notWith: told.conditions?.notWith ?? [], text: told.conditions?.text ?? null },
      recorder: professional?.organisation.oin ?? null,
      incapable: told.incapable ?? null,
    },
  };
}
