// What a case holds about its persons: each kind of record as the row that its field of the file gives.
import { stableId } from '../kit/stable-id.ts';
import { type AllocationProduct, EVENT_FIELDS, EVENT_KINDS } from './names.ts';
import type { LocalTeamSeedCase } from './seed.ts';
import type { Days, Path, SeedWriter } from './seed-writer.ts';

/** A part or entry with text: what is shareable leaves, what is internal does not. */
interface Texts {
  readonly text?: string | undefined;
  readonly internalText?: string | undefined;
}

/** Products that say more than "help" stand in a field of that category. */
const PRODUCT_FIELDS: Partial<Record<AllocationProduct, string>> = {
  JUVENILE_PROBATION: 'probationAllocations',
  YOUTH_PROTECTION: 'protectionAllocations',
  PREVENTIVE_JUSTICE: 'protectionAllocations',
  BASIC_MENTAL_HEALTH: 'careAllocations',
  SPECIALIST_MENTAL_HEALTH: 'careAllocations',
  PAEDIATRICS: 'careAllocations',
  YOUTH_MENTAL_HEALTH: 'careAllocations',
};

const onDay = (day: string): Days => ({ from: day, until: day });
const between = (from: string | undefined, until: string | undefined): Days => ({
  from: from ?? null,
  until: until ?? null,
});
/** The properties that were not said become null, as the graph shows them. */
const told = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null]));

export function writeRecords(writer: SeedWriter, own: LocalTeamSeedCase, path: Path): void {
  const members = own.persons.map(({ person }) => person);
  /** In whose files a record stands. */
  const of = ({ persons }: { readonly persons?: readonly string[] | undefined }) => persons ?? members;

  own.contacts.forEach((contact, at) => {
    const here = [...path, 'contacts', at];
    const id = writer.id(contact.slug, here);
    writer.add('contact', {
      id,
      professional: writer.professional(contact.professional, [...here, 'professional']),
      team: contact.team ?? null,
      fixed: contact.fixed,
      from_day: contact.from,
      until_day: contact.until ?? null,
      origin: contact.origin ?? null,
      held: contact.held,
    });
    writer.standsInFilesOf(id, of(contact), [...here, 'persons']);
  });

  own.intakes.forEach((intake, at) => {
    const { date, referrer, reason, internalText } = intake;
    writer.record(intake, [...path, 'intakes', at], {
      kind: 'intakes',
      persons: of(intake),
      about: aboutText(reason, intake.about, of(intake)),
      days: onDay(date),
      shareable: told({ date, referrer, reason }),
      internal: told({ internalText }),
    });
  });

  own.support.forEach((support, at) => {
    const { startedOn, endedOn, form, perspective, crisis, endReason } = support;
    writer.record(support, [...path, 'support', at], {
      kind: 'support',
      persons: of(support),
      days: between(startedOn, endedOn),
      shareable: told({ startedOn, endedOn, form, perspective, crisis, endReason }),
    });
  });

  own.allocations.forEach((allocation, at) => {
    const { product, volume, validFrom, validUntil, stopReason } = allocation;
    writer.record(allocation, [...path, 'allocations', at], {
      kind: PRODUCT_FIELDS[product] ?? 'allocations',
      persons: of(allocation),
      days: between(validFrom, validUntil),
      shareable: told({ product, volume, validFrom, validUntil, stopReason }),
    });
  });

  const plans = [
    ...own.plans.map((plan, at) => ({ list: 'plans', kind: plan.kind, plan, at })),
    ...own.safetyPlans.map((plan, at) => ({ list: 'safetyPlans', kind: 'SAFETY', plan, at })),
  ];
  for (const { list, kind, plan, at } of plans) {
    const here = [...path, list, at];
    const { status, validFrom, validUntil } = plan;
    const { parts, internal } = partsOf(writer, plan, here, ({ heading, mentions, agreedWith }, place) => ({
      heading,
      mentions: writer.keys(mentions, [...place, 'mentions']),
      agreedWith: writer.keys(agreedWith, [...place, 'agreedWith']),
    }));
    writer.record(plan, here, {
      kind: list,
      persons: of(plan),
      days: between(validFrom, validUntil),
      shareable: told({ kind, status, validFrom, validUntil, parts }),
      internal,
    });
  }

  own.safetyAssessments.forEach((assessment, at) => {
    const here = [...path, 'safetyAssessments', at];
    const { date, instrument, version, validUntil } = assessment;
    const { parts, internal } = partsOf(writer, assessment, here, ({ outcome }) => ({ outcome }));
    writer.record(assessment, here, {
      kind: 'safetyAssessments',
      persons: of(assessment),
      days: onDay(date),
      shareable: told({ date, instrument, version, validUntil, parts }),
      internal,
    });
  });

  own.measurements.forEach((measurement, at) => {
    const { date, person, scores } = measurement;
    // One row per domain: each is a field, and most a category, of its own.
    for (const [domain, given] of Object.entries(scores)) {
      const { score, text, internalText }: Texts & { score: string } =
        typeof given === 'string' ? { score: given } : given;
      const slug = `${measurement.slug}-${domain.toLowerCase()}`;
      writer.record({ ...measurement, slug }, [...path, 'measurements', at], {
        kind: domain,
        persons: [person],
        days: onDay(date),
        shareable: told({ date, score, text }),
        internal: told({ internalText }),
      });
    }
  });

  own.journal.forEach((entry, at) => {
    const here = [...path, 'journal', at];
    const { date, kind, text, internalText } = entry;
    const about = entry.about ?? of(entry);
    writer.record(entry, here, {
      kind: 'journal',
      persons: of(entry),
      about,
      days: onDay(date),
      shareable: told({ date, kind, text, about: writer.keys(about, [...here, 'about']) }),
      internal: told({ internalText }),
    });
  });

  own.events.forEach((event, at) => {
    const { date, title } = event;
    const kind = EVENT_KINDS[event.kind];
    writer.record(event, [...path, 'events', at], {
      kind: EVENT_FIELDS[event.kind] ?? 'events',
      persons: of(event),
      about: aboutText(title, event.about, of(event)),
      days: onDay(date),
      shareable: told({ date, kind, title: title ?? kind }),
    });
  });
}

/** Text may say something of each person; a record without text says something only of the person in whose file it stands. */
function aboutText(
  text: string | undefined,
  about: readonly string[] | undefined,
  persons: readonly string[],
): readonly string[] {
  return about ?? (text === undefined ? [] : persons);
}

function partsOf<Part extends Texts & { readonly about: readonly string[] }>(
  writer: SeedWriter,
  { slug, parts }: { readonly slug: string; readonly parts: readonly Part[] },
  path: Path,
  fields: (part: Part, path: Path) => Readonly<Record<string, unknown>>,
): { readonly parts: readonly object[]; readonly internal: object } {
  return {
    parts: parts.map((part, at) => {
      const here = [...path, 'parts', at];
      return told({
        id: stableId(writer.holder.oin, `${slug}/parts/${at}`),
        about: writer.keys(part.about, [...here, 'about']),
        text: part.text,
        ...fields(part, here),
      });
    }),
    internal: { parts: parts.map(({ internalText }) => internalText ?? null) },
  };
}
