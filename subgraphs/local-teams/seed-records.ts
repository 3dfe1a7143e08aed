// What a local team records besides what every source has: each kind of record as the row that its field of the file gives.
import { standsWith } from '../kit/stand-in/people.ts';
import { aboutText, between, onDay, type Texts, told } from '../kit/stand-in/records.ts';
import type { Path, SeedWriter } from '../kit/stand-in/seed-writer.ts';
import type { AllocationProduct } from './names.ts';
import type { LocalTeamSeedCase } from './seed.ts';

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

export function writeRecords(writer: SeedWriter, own: LocalTeamSeedCase, path: Path): void {
  const of = standsWith(own);

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
    const { date, kind, text, internalText, releasedTo } = entry;
    const about = entry.about ?? of(entry);
    writer.record(entry, here, {
      kind: 'journal',
      persons: of(entry),
      about,
      days: onDay(date),
      shownTo: releasedTo,
      shareable: told({ date, kind, text, about: writer.keys(about, [...here, 'about']) }),
      internal: told({ internalText }),
    });
  });
}
