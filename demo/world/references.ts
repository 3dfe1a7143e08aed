// Every name in a world file held against what the file gives out: a slip of the pen is told with its place, before anything is loaded.
import { servesItsRecipient } from '../../gateway/vocabulary/stored.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { WorldFile } from '../world-format.ts';
import { personsNamed, professionalsNamed } from './names-in.ts';
import { type Known, namesKnown, type Part, partsOf } from './names-known.ts';
import { type ExampleVariable, namedIn, type WorldPersona } from './persona.ts';
import type { Path, Problem } from './problem.ts';
import { HOLDER_KINDS, SOURCE_PARTS } from './source-parts.ts';

export function referenceProblems(file: WorldFile): Problem[] {
  const known = namesKnown(file);
  const check = checksOf(known);
  const problems = [
    ...known.problems,
    ...(file.organisations.filter(({ kind }) => kind === 'PERSONS_REGISTER').length === 1
      ? []
      : [{ path: ['organisations'], why: 'a world has one organisation of kind PERSONS_REGISTER' }]),
    ...file.down.flatMap((slug, at) => check.organisation(slug, ['down', at])),
  ];
  for (const part of partsOf(file)) {
    problems.push(...inRegister(part, check), ...inSources(part, check), ...inStatements(part, check));
    for (const [at, persona] of part.part.personas.entries()) {
      problems.push(...inPersona(persona, [...part.path, 'personas', at], check));
    }
  }
  return problems;
}

type Check = ReturnType<typeof checksOf>;

function checksOf({ organisations, persons, cases, professionals, consents }: Known) {
  const unless = (good: boolean, path: Path, why: string): Problem[] => (good ? [] : [{ path, why }]);
  return {
    unless,
    organisation: (slug: string, path: Path) =>
      unless(organisations.has(slug), path, `there is no organisation "${slug}" in this world`),
    ofKind: (slug: string, kinds: readonly OrganisationKind[], path: Path) => {
      const kind = organisations.get(slug);
      if (kind === undefined) return [{ path, why: `there is no organisation "${slug}" in this world` }];
      return unless(kinds.includes(kind), path, `"${slug}" is of kind ${kind}; ${kinds.join(' or ')} is needed here`);
    },
    person: (slug: string, path: Path) =>
      unless(persons.has(slug), path, `there is no person "${slug}" in any register.persons`),
    personWithBsn: (slug: string, path: Path) =>
      unless(persons.get(slug)?.hasBsn === true, path, `there is no person "${slug}" with a BSN`),
    consent: (slug: string, path: Path) =>
      unless(consents.has(slug), path, `there is no consent "${slug}" in this world`),
    isPerson: (slug: string) => persons.has(slug),
    isOrganisation: (slug: string) => organisations.has(slug),
    ownCase: (holder: string, slug: string, path: Path) =>
      unless(cases.has(`${holder}/${slug}`), path, `"${holder}" has no case "${slug}"`),
    professional: (holder: string, id: string, path: Path) =>
      unless(professionals.get(holder)?.has(id) === true, path, `"${holder}" has no professional "${id}"`),
    anyProfessional: (id: string, path: Path) =>
      unless(
        [...professionals.values()].some((ids) => ids.has(id)),
        path,
        `no organisation has a professional "${id}"`,
      ),
  };
}

function inRegister({ path, part }: Part, check: Check): Problem[] {
  return (part.register?.persons ?? []).flatMap((person, at) => {
    const place = [...path, 'register', 'persons', at];
    return [
      ...personsNamed(person.relations, [...place, 'relations']),
      ...personsNamed(person.custody, [...place, 'custody']),
    ].flatMap((one) => check.person(one.name, one.path));
  });
}

function inSources({ path, part }: Part, check: Check): Problem[] {
  return SOURCE_PARTS.flatMap((key) =>
    Object.entries(part[key]).flatMap(([holder, data]) => {
      const place = [...path, key, holder];
      return [
        ...check.ofKind(holder, HOLDER_KINDS[key], place),
        ...personsNamed(data, place).flatMap((one) => check.person(one.name, one.path)),
        ...professionalsNamed(data, place).flatMap((one) => check.professional(holder, one.name, one.path)),
      ];
    }),
  );
}

function inStatements({ path, part }: Part, check: Check): Problem[] {
  const each = <Item>(list: readonly Item[], name: string, problems: (item: Item, place: Path) => Problem[]) =>
    list.flatMap((item, at) => problems(item, [...path, name, at]));
  const lasting = (item: { from: string; until: string }, place: Path) =>
    check.unless(item.from <= item.until, [...place, 'until'], 'it ends before it begins');
  const between = (item: { holder: string; recipient: string; from: string; until: string }, place: Path) => [
    ...check.organisation(item.holder, [...place, 'holder']),
    ...check.organisation(item.recipient, [...place, 'recipient']),
    ...check.unless(item.holder !== item.recipient, [...place, 'recipient'], 'holder and recipient are the same'),
    ...lasting(item, place),
  ];
  return [
    ...each(part.consents, 'consents', (item, place) => [
      ...between(item, place),
      ...check.person(item.about, [...place, 'about']),
      ...check.anyProfessional(item.recordedBy, [...place, 'recordedBy']),
      ...item.statements.flatMap(({ by }, at) => check.person(by, [...place, 'statements', at, 'by'])),
    ]),
    ...each(part.releases, 'releases', (item, place) => [
      ...(check.isPerson(item.recipient)
        ? [
            ...check.organisation(item.holder, [...place, 'holder']),
            ...check.personWithBsn(item.recipient, [...place, 'recipient']),
            ...lasting(item, place),
          ]
        : between(item, place)),
      ...check.unless(
        servesItsRecipient(item, !check.isPerson(item.recipient)),
        [...place, 'recipient'],
        'a person receives an ANSWER or PUSH with roles [DATA_SUBJECT] and purposes [OWN_FILE], an organisation neither of those',
      ),
      ...(item.about === null
        ? check.unless(item.kind === 'STANDING', [...place, 'about'], 'only a STANDING release is about nobody')
        : check.person(item.about, [...place, 'about'])),
    ]),
    ...each(part.necessities, 'necessities', (item, place) => [
      ...between(item, place),
      ...check.person(item.about, [...place, 'about']),
    ]),
    ...each(part.claims, 'claims', (item, place) => [
      ...check.organisation(item.organisation, [...place, 'organisation']),
      ...check.ownCase(item.organisation, item.ownCase, [...place, 'ownCase']),
      ...(item.about === null ? [] : check.person(item.about, [...place, 'about'])),
    ]),
    ...each(part.shields, 'shields', (item, place) => [
      ...check.person(item.subject, [...place, 'subject']),
      ...(item.holder === null ? [] : check.organisation(item.holder, [...place, 'holder'])),
      ...check.unless(
        item.towards === null || check.isPerson(item.towards) || check.isOrganisation(item.towards),
        [...place, 'towards'],
        `there is no organisation or person "${item.towards}" in this world`,
      ),
    ]),
    ...each(part.restrictions, 'restrictions', (item, place) => [
      ...check.person(item.about, [...place, 'about']),
      ...check.organisation(item.organisation, [...place, 'organisation']),
    ]),
  ];
}

function inPersona(persona: WorldPersona, path: Path, check: Check): Problem[] {
  const holders = [...Object.keys(persona.expect.opened), ...Object.keys(persona.expect.withheld)];
  const problems = holders.flatMap((holder) => check.organisation(holder, [...path, 'expect']));
  if (persona.role === 'DATA_SUBJECT') {
    problems.push(...check.personWithBsn(persona.person, [...path, 'person']));
  } else {
    const { organisation } = persona;
    problems.push(
      ...check.organisation(organisation, [...path, 'organisation']),
      ...check.professional(organisation, persona.professional, [...path, 'professional']),
      ...persona.households.flatMap((slug, at) => check.ownCase(organisation, slug, [...path, 'households', at])),
    );
  }
  const asked = [
    { variables: persona.example.variables, at: ['example'] },
    ...persona.acts.map(({ variables }, at) => ({ variables, at: ['acts', at] })),
  ];
  for (const { variables, at } of asked) {
    for (const [name, value] of Object.entries(variables)) {
      problems.push(...inVariable(value, persona, [...path, ...at, 'variables', name], check));
    }
  }
  return problems;
}

function inVariable(value: ExampleVariable, persona: WorldPersona, path: Path, check: Check): Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  const named = namedIn.safeParse(value).data;
  if (named === undefined)
    return Object.entries(value).flatMap(([member, one]) => inVariable(one, persona, [...path, member], check));
  if ('bsnOf' in named) return check.personWithBsn(named.bsnOf, path);
  if ('oinOf' in named) return check.organisation(named.oinOf, path);
  if ('consent' in named) return check.consent(named.consent, path);
  if ('person' in named) return check.person(named.person, path);
  if (persona.role === 'DATA_SUBJECT') return [{ path, why: 'a data subject has no case of an own organisation' }];
  return check.ownCase(persona.organisation, named.household, path);
}
