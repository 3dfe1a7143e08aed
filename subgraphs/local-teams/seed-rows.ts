// A seed enters; the rows of the case system's tables leave, or every place where the seed does not fit together.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { SeedPersons, SeedProblem } from '../kit/seed.ts';
import { stableId } from '../kit/stable-id.ts';
import { type AllocationProduct, EVENT_KINDS, type EventKind } from './names.ts';
import type { LocalTeamSeed, LocalTeamSeedCase } from './seed.ts';

/** Rows by table, in the order in which they can be inserted. */
export type TableRows = ReadonlyMap<string, readonly object[]>;
type Path = SeedProblem['path'];

/** What a record says of itself, whatever its kind. */
interface Told {
  readonly slug: string;
  readonly origin?: string | undefined;
  readonly held: boolean;
}
interface Days {
  readonly from: string | null;
  readonly until: string | null;
}
/** A part or entry with text: what is shareable leaves, what is internal does not. */
interface Texts {
  readonly text?: string | undefined;
  readonly internalText?: string | undefined;
}

/** Products that say more than "help": the allocation opens only where that is open too. */
const PRODUCT_NEEDS: Partial<Record<AllocationProduct, Category>> = {
  JUVENILE_PROBATION: 'CRIMINAL',
  YOUTH_PROTECTION: 'MEASURE',
  PREVENTIVE_JUSTICE: 'MEASURE',
  BASIC_MENTAL_HEALTH: 'HEALTH',
  SPECIALIST_MENTAL_HEALTH: 'HEALTH',
  PAEDIATRICS: 'HEALTH',
  YOUTH_MENTAL_HEALTH: 'HEALTH',
};
const EVENT_NEEDS: Partial<Record<EventKind, Category>> = { SAFETY_ASSESSED: 'SAFETY', REPORTED: 'SAFETY_REPORT' };

const onDay = (day: string): Days => ({ from: day, until: day });
const between = (from: string | undefined, until: string | undefined): Days => ({
  from: from ?? null,
  until: until ?? null,
});
const needing = (category: Category | undefined): readonly Category[] => (category === undefined ? [] : [category]);

export function seedRows(
  holder: Organisation,
  seed: LocalTeamSeed,
  people: SeedPersons,
): { readonly rows: TableRows; readonly problems: readonly SeedProblem[] } {
  const rows = new Map<string, object[]>(
    [
      'person',
      'professional',
      'team_member',
      'own_case',
      'case_person',
      'case_involvement',
      'case_claim',
      'contact',
      'entry',
      'stands_in_file_of',
    ].map((table) => [table, []]),
  );
  const problems: SeedProblem[] = [];
  const slugs = new Set<string>();
  const keys = new Map<string, InnerKey | null>();
  const professionals = new Set<string>(seed.professionals.map(({ id }) => id));

  const add = (table: string, row: object): void => {
    rows.get(table)?.push(row);
  };

  const keyOf = (slug: string, path: Path): InnerKey | null => {
    const known = keys.get(slug);
    if (known !== undefined) return known;
    let key: InnerKey | null = null;
    try {
      key = people.keyOf(slug);
      add('person', { key, bsn: people.bsnOf(slug) });
    } catch {
      problems.push({ path, why: `there is no person ${slug}` });
    }
    keys.set(slug, key);
    return key;
  };
  const keysOf = (slugs: readonly string[], path: Path): InnerKey[] =>
    slugs.flatMap((slug, at) => keyOf(slug, [...path, at]) ?? []);

  const idOf = (slug: string, path: Path): string => {
    if (slugs.has(slug)) problems.push({ path: [...path, 'slug'], why: `${slug} is used twice at this organisation` });
    slugs.add(slug);
    return stableId(holder.oin, slug);
  };

  const employee = (id: string | undefined, path: Path): string | null => {
    if (id !== undefined && !professionals.has(id))
      problems.push({ path, why: `${id} is not among the professionals` });
    return id ?? null;
  };

  const file = (table: 'contact' | 'entry', id: string, row: object, persons: readonly string[], path: Path): void => {
    add(table, { id, ...row });
    for (const person of keysOf(persons, path)) add('stands_in_file_of', { entry: id, person });
  };

  const record = (
    told: Told,
    path: Path,
    kind: string,
    persons: readonly string[],
    days: Days,
    shareable: object,
    more: { about?: readonly string[]; needs?: readonly Category[]; internal?: object } = {},
  ): void => {
    const row = {
      kind,
      from_day: days.from,
      until_day: days.until,
      origin: told.origin ?? null,
      held: told.held,
      about: keysOf(more.about ?? [], [...path, 'about']),
      needs: more.needs ?? [],
      shareable,
      internal: more.internal ?? {},
    };
    file('entry', idOf(told.slug, path), row, persons, [...path, 'persons']);
  };

  const addCase = (own: LocalTeamSeedCase, path: Path): void => {
    const id = idOf(own.slug, path);
    const region = own.region ?? holder.region;
    if (region === null)
      problems.push({ path: [...path, 'region'], why: 'the organisation has no region, so the case has to say it' });
    add('own_case', {
      id,
      kind: own.kind,
      household_kind: own.householdKind,
      opened_on: own.openedOn,
      closed_on: own.closedOn ?? null,
      region,
    });
    const members = own.persons.map(({ person }) => person);
    own.persons.forEach(({ person, capacities, from, until }, at) => {
      const key = keyOf(person, [...path, 'persons', at, 'person']);
      add('case_person', {
        case_id: id,
        person: key,
        capacities,
        from_day: from ?? own.openedOn,
        until_day: until ?? null,
      });
    });
    own.involvement.forEach(({ professional, team, kind, from, until, held }, at) => {
      add('case_involvement', {
        id: stableId(holder.oin, `${own.slug}/involvement/${at}`),
        case_id: id,
        professional: employee(professional, [...path, 'involvement', at, 'professional']),
        team: team ?? null,
        kind,
        from_day: from,
        until_day: until ?? null,
        held,
      });
    });
    own.claims.forEach((claim, at) => {
      const here = [...path, 'claims', at];
      add('case_claim', {
        case_id: id,
        kind: claim.kind,
        number: claim.number,
        date: claim.date,
        about: claim.about === undefined ? null : keyOf(claim.about, [...here, 'about']),
        recorded_by: employee(claim.recordedBy, [...here, 'recordedBy']),
        reviewed_by: employee(claim.reviewedBy, [...here, 'reviewedBy']),
        contested: claim.contested,
        from_day: claim.from,
        until_day: claim.until ?? null,
      });
    });
    addRecords(own, path, members);
  };

  const addRecords = (own: LocalTeamSeedCase, path: Path, members: readonly string[]): void => {
    /** Whose data the text of a record is: without text, of the person in whose file it stands. */
    const aboutText = (said: string | undefined, about: readonly string[] | undefined, persons: readonly string[]) => ({
      about: said === undefined ? (about ?? []) : (about ?? persons),
    });
    const of = (persons: readonly string[] | undefined): readonly string[] => persons ?? members;
    const partsOf = <Part extends Texts & { about: readonly string[] }>(
      parts: readonly Part[],
      slug: string,
      here: Path,
      fields: (part: Part, at: Path) => object,
    ): { shareable: object[]; internal: (string | null)[] } => ({
      shareable: parts.map((part, at) => ({
        id: stableId(holder.oin, `${slug}/parts/${at}`),
        about: keysOf(part.about, [...here, 'parts', at, 'about']),
        text: part.text ?? null,
        ...fields(part, [...here, 'parts', at]),
      })),
      internal: parts.map(({ internalText }) => internalText ?? null),
    });

    own.contacts.forEach((contact, at) => {
      const here = [...path, 'contacts', at];
      const row = {
        professional: employee(contact.professional, [...here, 'professional']),
        team: contact.team ?? null,
        fixed: contact.fixed,
        from_day: contact.from,
        until_day: contact.until ?? null,
        origin: contact.origin ?? null,
        held: contact.held,
      };
      file('contact', idOf(contact.slug, here), row, of(contact.persons), [...here, 'persons']);
    });

    own.intakes.forEach((intake, at) => {
      const persons = of(intake.persons);
      const { date, referrer, reason } = intake;
      record(
        intake,
        [...path, 'intakes', at],
        'intakes',
        persons,
        onDay(date),
        { date, referrer, reason: reason ?? null },
        {
          ...aboutText(reason, intake.about, persons),
          internal: { text: intake.internalText ?? null },
        },
      );
    });

    own.support.forEach((support, at) => {
      const { startedOn, endedOn, form, perspective, crisis, endReason } = support;
      const value = {
        startedOn,
        endedOn: endedOn ?? null,
        form,
        perspective: perspective ?? null,
        crisis,
        endReason: endReason ?? null,
      };
      record(support, [...path, 'support', at], 'support', of(support.persons), between(startedOn, endedOn), value);
    });

    own.allocations.forEach((allocation, at) => {
      const { product, volume, validFrom, validUntil, stopReason } = allocation;
      const value = {
        product,
        volume: volume ?? null,
        validFrom,
        validUntil: validUntil ?? null,
        stopReason: stopReason ?? null,
      };
      const days = between(validFrom, validUntil);
      record(allocation, [...path, 'allocations', at], 'allocations', of(allocation.persons), days, value, {
        needs: needing(PRODUCT_NEEDS[product]),
      });
    });

    const plans = [
      ...own.plans.map((plan, at) => ({ list: 'plans', kind: plan.kind as string, plan, at })),
      ...own.safetyPlans.map((plan, at) => ({ list: 'safetyPlans', kind: 'SAFETY', plan, at })),
    ];
    for (const { list, kind, plan, at } of plans) {
      const here = [...path, list, at];
      const { shareable, internal } = partsOf(plan.parts, plan.slug, here, (part, place) => ({
        mentions: keysOf(part.mentions, [...place, 'mentions']),
        heading: part.heading ?? null,
        agreedWith: keysOf(part.agreedWith, [...place, 'agreedWith']),
      }));
      const { status, validFrom, validUntil } = plan;
      const value = { kind, status, validFrom: validFrom ?? null, validUntil: validUntil ?? null, parts: shareable };
      record(plan, here, list, of(plan.persons), between(validFrom, validUntil), value, {
        internal: { parts: internal },
      });
    }

    own.safetyAssessments.forEach((assessment, at) => {
      const here = [...path, 'safetyAssessments', at];
      const { shareable, internal } = partsOf(assessment.parts, assessment.slug, here, ({ outcome }) => ({
        outcome: outcome ?? null,
      }));
      const { date, instrument, version, validUntil } = assessment;
      const value = { date, instrument, version: version ?? null, validUntil: validUntil ?? null, parts: shareable };
      record(assessment, here, 'safetyAssessments', of(assessment.persons), onDay(date), value, {
        internal: { parts: internal },
      });
    });

    own.measurements.forEach((measurement, at) => {
      const here = [...path, 'measurements', at];
      for (const [domain, told] of Object.entries(measurement.scores)) {
        const { score, text, internalText } =
          typeof told === 'string' ? { score: told, text: undefined, internalText: undefined } : told;
        const one = { ...measurement, slug: `${measurement.slug}-${domain.toLowerCase()}` };
        const value = { date: measurement.date, score, text: text ?? null };
        record(one, here, domain, [measurement.person], onDay(measurement.date), value, {
          internal: { text: internalText ?? null },
        });
      }
    });

    own.journal.forEach((entry, at) => {
      const here = [...path, 'journal', at];
      const about = entry.about ?? of(entry.persons);
      const value = {
        date: entry.date,
        kind: entry.kind,
        text: entry.text ?? null,
        about: keysOf(about, [...here, 'about']),
      };
      record(entry, here, 'journal', of(entry.persons), onDay(entry.date), value, {
        about,
        internal: { text: entry.internalText ?? null },
      });
    });

    own.events.forEach((event, at) => {
      const persons = of(event.persons);
      const title = event.title ?? EVENT_KINDS[event.kind];
      const value = { date: event.date, kind: EVENT_KINDS[event.kind], title };
      record(event, [...path, 'events', at], 'events', persons, onDay(event.date), value, {
        ...aboutText(event.title, event.about, persons),
        needs: needing(EVENT_NEEDS[event.kind]),
      });
    });
  };

  seed.professionals.forEach(({ id, name, role, phone, email, teams }) => {
    add('professional', { id, name, role, phone: phone ?? null, email: email ?? null });
    for (const { team, from, until } of teams) {
      add('team_member', { professional: id, team, from_day: from, until_day: until ?? null });
    }
  });
  if (professionals.size < seed.professionals.length)
    problems.push({ path: ['professionals'], why: 'an id is used twice' });
  seed.cases.forEach((own, at) => {
    addCase(own, ['cases', at]);
  });
  seed.safetyNotices.forEach((notice, at) => {
    const here = ['safetyNotices', at];
    const by = seed.professionals.find(({ id }) => id === employee(notice.call, [...here, 'call']));
    const value = {
      about: keysOf(notice.about, [...here, 'about']),
      instruction: notice.instruction,
      call:
        by === undefined ? null : { name: by.name, role: by.role, phone: by.phone ?? null, email: by.email ?? null },
      validFrom: notice.from,
      validUntil: notice.until ?? null,
    };
    record(notice, here, 'safetyNotices', notice.about, between(notice.from, notice.until), value, {
      about: notice.about,
    });
  });
  return { rows, problems };
}
