// What was given to the caller for exactly this cell: a valid consent, a stated necessity, a release. Undefined: nothing.
import type { Category } from '../../schema/names/category.ts';
import type { ConsentFact } from '../vocabulary/facts.ts';
import type { LawId } from '../vocabulary/law-row.ts';
import type { StoredNecessity, StoredRelease } from '../vocabulary/stored.ts';
import type { CellContext } from './context.ts';

export function consentFor(context: CellContext): ConsentFact | undefined {
  return firstById(
    context.consents.filter(
      (consent) =>
        consent.valid &&
        consent.about === context.subject.person &&
        consent.holder === context.holder &&
        consent.from <= context.today &&
        context.today <= consent.until &&
        consent.roles.includes(context.role) &&
        consent.purposes.includes(context.purpose) &&
        consent.categories.includes(context.category),
    ),
  );
}

export function necessityFor(context: CellContext): StoredNecessity | undefined {
  return context.necessities.find(
    (necessity) =>
      necessity.about === context.subject.person &&
      necessity.holder === context.holder &&
      necessity.recipient === context.facts.organisation &&
      necessity.purpose === context.purpose &&
      necessity.category === context.category &&
      necessity.from <= context.today &&
      context.today <= necessity.until,
  );
}

/** What a standing release may open at most: that somebody is involved, a measure, and that a plan exists and whose it is (design 6). */
const STANDING: ReadonlySet<Category> = new Set<Category>(['INVOLVEMENT', 'MEASURE', 'PLAN']);
const PLAN_EXISTS = ['Plan.holder', 'Plan.kind', 'Plan.recordId', 'Plan.validFrom', 'Plan.validUntil'];

/** An answer or a push before a standing release, which opens less. */
export function releaseFor(context: CellContext, basis: LawId): StoredRelease | undefined {
  const fitting = context.releases.filter(
    (release) =>
      release.basis === basis &&
      (release.kind === 'STANDING'
        ? release.about === null && STANDING.has(context.category)
        : release.about === context.subject.person) &&
      release.holder === context.holder &&
      release.recipient === (context.facts.organisation ?? context.facts.asker) &&
      release.from <= context.today &&
      context.today <= release.until &&
      release.roles.includes(context.role) &&
      release.purposes.includes(context.purpose) &&
      release.categories.includes(context.category),
  );
  return firstById(fitting.filter((release) => release.kind !== 'STANDING')) ?? firstById(fitting);
}

/**
 * Asked, and the deadline is past: what is not released now was refused, or is not held, or nobody looked. Which of these is nobody's fact. One that
 * was asked again waits again.
 */
export function askedInVain(context: CellContext): boolean {
  const asked = context.requests.filter(
    (request) =>
      request.holder === context.holder &&
      request.recipient === context.facts.organisation &&
      request.role === context.role &&
      request.purpose === context.purpose &&
      request.categories.includes(context.category),
  );
  return asked.length > 0 && asked.every(({ dueOn }) => dueOn < context.today);
}

export function standingFields(fields: readonly string[] | null, { category }: CellContext): readonly string[] | null {
  if (category !== 'PLAN') return fields;
  return fields === null ? PLAN_EXISTS : fields.filter((field) => PLAN_EXISTS.includes(field));
}

function firstById<Given extends { readonly id: string }>(all: readonly Given[]): Given | undefined {
  return all.reduce<Given | undefined>(
    (first, one) => (first === undefined || one.id < first.id ? one : first),
    undefined,
  );
}
