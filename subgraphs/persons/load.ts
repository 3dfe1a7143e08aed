// Fills the demo database of the persons register from its part of a world.
import type { InnerKey } from '../../schema/identifiers.ts';
import { loadSql } from '../kit/load-sql.ts';
import { SeedError, type SeedPersons, type SeedProblem } from '../kit/seed.ts';
import { restoreImported } from './import/import-lists.ts';
import type { PersonsSeed } from './seed.ts';

/** Rejects with `SeedError`, which lists each place, before anything is changed. What was imported before stays. */
export async function loadPersons(
  input: { readonly databaseUrl: string; readonly seed: PersonsSeed } & Pick<SeedPersons, 'keyOf'>,
): Promise<void> {
  const { rows, problems } = seedRows(input.seed, input.keyOf);
  if (problems.length > 0) throw new SeedError(problems);
  await loadSql({
    databaseUrl: input.databaseUrl,
    schema: 'register',
    tables: new URL('register.sql', import.meta.url),
    views: new URL('views.sql', import.meta.url),
    rows,
  });
  await restoreImported(input.databaseUrl);
}

function seedRows(
  seed: PersonsSeed,
  keyOf: (slug: string) => InnerKey,
): { rows: ReadonlyMap<string, readonly object[]>; problems: readonly SeedProblem[] } {
  const problems: SeedProblem[] = [];
  const known = new Map(seed.persons.map(({ slug }) => [slug, keyOf(slug)]));
  const registered = (slug: string, path: SeedProblem['path']): InnerKey | null => {
    const key = known.get(slug);
    if (key === undefined) problems.push({ path, why: `there is no person ${slug} in the register` });
    return key ?? null;
  };
  const slugs = new Set<string>();
  const bsns = new Set<string>();
  seed.persons.forEach(({ slug, bsn }, at) => {
    if (slugs.has(slug)) problems.push({ path: ['persons', at, 'slug'], why: `${slug} is used twice` });
    slugs.add(slug);
    if (bsn === null) return;
    // The number itself stays out of the message.
    if (bsns.has(bsn)) problems.push({ path: ['persons', at, 'bsn'], why: 'this BSN is used twice' });
    bsns.add(bsn);
  });

  const person = seed.persons.map((one) => ({
    key: known.get(one.slug),
    bsn: one.bsn,
    given_names: one.name.givenNames ?? null,
    prefix: one.name.prefix ?? null,
    family_name: one.name.familyName,
    birth_date: one.birthDate,
    sex: one.sex,
    deceased_on: one.deceasedOn,
    secrecy: one.secrecy,
  }));
  const address = seed.persons.flatMap((one) =>
    one.addresses.map((a) => ({
      person: known.get(one.slug),
      kind: a.kind,
      street: a.street ?? null,
      house_number: a.houseNumber ?? null,
      postcode: a.postcode ?? null,
      city: a.city ?? null,
      valid_from: a.validFrom ?? null,
      valid_until: a.validUntil ?? null,
    })),
  );
  const relation = seed.persons.flatMap((one, at) =>
    one.relations.map((r, index) => ({
      person: known.get(one.slug),
      other: registered(r.person, ['persons', at, 'relations', index, 'person']),
      kind: r.kind,
    })),
  );
  const custody = seed.persons.flatMap(({ slug, custody }) =>
    custody === null
      ? []
      : [{ child: known.get(slug), kind: custody.kind, under_investigation: custody.underInvestigation }],
  );
  const holder = seed.persons.flatMap((one, at) =>
    (one.custody?.holders ?? []).map((h, index) => ({
      child: known.get(one.slug),
      holder:
        h.person === undefined ? null : registered(h.person, ['persons', at, 'custody', 'holders', index, 'person']),
      kind: h.kind,
    })),
  );
  const rows = new Map<string, readonly object[]>([
    ['person', person],
    ['address', address],
    ['relation', relation],
    ['custody', custody],
    ['custody_holder', holder],
  ]);
  return { rows, problems };
}
