// The rows of records that every source has: plans, safety assessments, events, safety notices. And what the others are made with.
import type { z } from 'zod';
import { stableId } from '../stable-id.ts';
import { type CaseFields, type SeedCase, standsWith, USUAL_CASE } from './people.ts';
import type { Days, Path, SeedWriter } from './seed-writer.ts';
import type { safetyAssessment, safetyNotice } from './shapes.ts';

export const onDay = (day: string): Days => ({ from: day, until: day });
export const between = (from: string | undefined, until: string | undefined): Days => ({
  from: from ?? null,
  until: until ?? null,
});
/** The properties that were not said become null, as the graph shows them. */
export const told = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null]));

/** Text may say something of each person; a record without text says something only of the person in whose file it stands. */
export function aboutText(
  text: string | undefined,
  about: readonly string[] | undefined,
  persons: readonly string[],
): readonly string[] {
  return about ?? (text === undefined ? [] : persons);
}

/** A part or entry with text: what is shareable leaves, what is internal does not. */
export interface Texts {
  readonly text?: string | undefined;
  readonly internalText?: string | undefined;
}

interface Part extends Texts {
  readonly about: readonly string[];
  readonly heading?: string | undefined;
}

/** The parts of a record; `fields` gives what they say beside heading and text. */
export function partsOf<Told extends Part>(
  writer: SeedWriter,
  { slug, parts }: { readonly slug: string; readonly parts: readonly Told[] },
  path: Path,
  fields: (part: Told, path: Path) => Readonly<Record<string, unknown>> = () => ({}),
): { readonly parts: readonly object[]; readonly internal: object } {
  return {
    parts: parts.map((part, at) => {
      const here = [...path, 'parts', at];
      return told({
        id: stableId(writer.holder.oin, `${slug}/parts/${at}`),
        about: writer.keys(part.about, [...here, 'about']),
        heading: part.text === undefined ? undefined : part.heading,
        text: part.text,
        ...fields(part, here),
      });
    }),
    internal: { parts: parts.map(({ internalText }) => internalText ?? null) },
  };
}

/** Safety plans always stand under `safetyPlans`. */
export function writePlans(writer: SeedWriter, own: SeedCase, path: Path, fields: CaseFields = USUAL_CASE): void {
  const plans = [
    ...own.plans.map((plan, at) => ({ list: 'plans', field: fields.plans, kind: plan.kind, plan, at })),
    ...own.safetyPlans.map((plan, at) => ({ list: 'safetyPlans', field: 'safetyPlans', kind: 'SAFETY', plan, at })),
  ];
  for (const { list, field, kind, plan, at } of plans) {
    const here = [...path, list, at];
    const { status, validFrom, validUntil } = plan;
    const { parts, internal } = partsOf(writer, plan, here, ({ mentions, agreedWith }, place) => ({
      mentions: writer.keys(mentions, [...place, 'mentions']),
      agreedWith: writer.keys(agreedWith, [...place, 'agreedWith']),
      shownTo: isSigned(plan) ? writer.keys(agreedWith, [...place, 'agreedWith']) : [],
    }));
    writer.record(plan, here, {
      kind: field,
      persons: standsWith(own)(plan),
      days: between(validFrom, validUntil),
      shareable: told({ kind, status, validFrom, validUntil, parts }),
      internal,
      shownTo: isSigned(plan) ? [...new Set(plan.parts.flatMap(({ agreedWith }) => agreedWith))] : [],
    });
  }
}

/** Of a draft, what was agreed is not signed yet. */
function isSigned({ status }: SeedCase['safetyPlans'][number]): boolean {
  return status !== 'DRAFT';
}

type SafetyAssessment = z.infer<typeof safetyAssessment> & { readonly assessedBy?: string | undefined };

export function writeSafetyAssessments(
  writer: SeedWriter,
  own: SeedCase & { readonly safetyAssessments: readonly SafetyAssessment[] },
  path: Path,
): void {
  own.safetyAssessments.forEach((assessment, at) => {
    const here = [...path, 'safetyAssessments', at];
    const { date, instrument, version, validUntil } = assessment;
    const assessedBy = writer.card(assessment.assessedBy, [...here, 'assessedBy']);
    const { parts, internal } = partsOf(writer, assessment, here, ({ outcome }) => ({ outcome }));
    writer.record(assessment, here, {
      kind: 'safetyAssessments',
      persons: standsWith(own)(assessment),
      days: onDay(date),
      shareable: told({ date, instrument, version, validUntil, assessedBy, parts }),
      internal,
    });
  });
}

interface SeedEvent<Kind extends string> {
  readonly slug: string;
  readonly origin?: string | undefined;
  readonly held: boolean;
  readonly persons?: readonly string[] | undefined;
  readonly about?: readonly string[] | undefined;
  readonly date: string;
  readonly kind: Kind;
  readonly title?: string | undefined;
}

/** `apart`: kinds of event that say more than the others, each with the field of the file in which they stand. */
export function writeEvents<Kind extends string>(
  writer: SeedWriter,
  own: SeedCase & { readonly events: readonly SeedEvent<Kind>[] },
  path: Path,
  kinds: Readonly<Record<Kind, string>>,
  apart: Readonly<Partial<Record<Kind, string>>>,
  fields: CaseFields = USUAL_CASE,
): void {
  own.events.forEach((event, at) => {
    const { date, title } = event;
    const kind = kinds[event.kind];
    const persons = standsWith(own)(event);
    writer.record(event, [...path, 'events', at], {
      kind: apart[event.kind] ?? fields.events,
      persons,
      about: aboutText(title, event.about, persons),
      days: onDay(date),
      shareable: told({ date, kind, title: title ?? kind }),
    });
  });
}

export function writeSafetyNotices(writer: SeedWriter, notices: readonly z.infer<typeof safetyNotice>[]): void {
  notices.forEach((notice, at) => {
    const path = ['safetyNotices', at];
    const { about, instruction, call, from, until } = notice;
    writer.record(notice, path, {
      kind: 'safetyNotices',
      persons: about,
      about,
      days: between(from, until),
      shareable: told({
        about: writer.keys(about, [...path, 'about']),
        instruction,
        call: writer.card(call, [...path, 'call']),
        validFrom: from,
        validUntil: until,
      }),
    });
  });
}
