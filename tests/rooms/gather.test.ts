// Gather: what is asked of whom, alike for every operation, and which facts come of it.
import { describe, expect, it } from 'vitest';
import { createGather } from '../../gateway/gather/gather.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import { readClock } from '../../gateway/vocabulary/clock.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { Reading, RootAsk } from '../../gateway/vocabulary/operation.ts';
import type { FactsDesk, GivenToCaller, Registry } from '../../gateway/vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../../gateway/vocabulary/refusal.ts';
import { storedClaim, storedConsent, storedRelease } from '../../gateway/vocabulary/stored.ts';
import { type OwnCaseFact, ownCaseFact } from '../../schema/facts-format.ts';
import { bsn, caseId, innerKey, oin } from '../../schema/identifiers.ts';
import { callerWith, holder, NOW, OWN, REGISTER, TEAM, VT } from './decide-world.ts';

const CASE = caseId.parse('case-of-today');
const [CHILD, MOTHER, UNBORN, TOM] = ['child', 'mother', 'unborn', 'tom'].map((name) =>
  innerKey.parse(`${name}-of-the-household`),
) as [never, never, never, never];
const ELSEWHERE = oin.parse('00000000000000000005');
const RVDK = oin.parse('00000000000000000006');

const holders = [
  holder(OWN, 'LOCAL_TEAM_PROVIDER', 'LOCAL_TEAM'),
  holder(TEAM, 'LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM'),
  holder(VT, 'VEILIG_THUIS', 'VEILIG_THUIS'),
  holder(ELSEWHERE, 'VEILIG_THUIS', 'VEILIG_THUIS', {
    organisation: { oin: ELSEWHERE, kind: 'VEILIG_THUIS', name: 'elsewhere', region: 'Duinvoorde' },
  }),
  holder(RVDK, 'RVDK', 'RVDK', { organisation: { oin: RVDK, kind: 'RVDK', name: 'national', region: null } }),
  holder(REGISTER, 'PERSONS_REGISTER', 'PERSONS', {
    organisation: { oin: REGISTER, kind: 'PERSONS_REGISTER', name: 'register', region: null },
  }),
];
const registry: Registry = {
  registrations: () => holders,
  holder: (asked) => holders.find(({ organisation }) => organisation.oin === asked),
  issuer: () => undefined,
};

const involvement = (more: object = {}) => ({
  professional: 'asker',
  team: null,
  kind: 'LEAD',
  from: '2026-01-01',
  until: null,
  ...more,
});
const person = (id: string, capacities: readonly string[], more: object = {}) => ({
  id,
  registered: true,
  capacities,
  from: '2026-01-01',
  until: null,
  ...more,
});
const ownCase = (more: object = {}): OwnCaseFact =>
  ownCaseFact.parse({
    id: CASE,
    kind: 'PLAN',
    householdKind: 'WITH_CHILDREN',
    openedOn: '2026-01-01',
    closedOn: null,
    region: 'Lindemeer',
    involvement: [involvement()],
    persons: [person(CHILD, ['CHILD']), person(MOTHER, ['PARENT']), person(UNBORN, ['CHILD'], { registered: false })],
    claims: [],
    ...more,
  });

const NOTHING: GivenToCaller = {
  version: 7n,
  consents: [],
  releases: [],
  requests: [],
  necessities: [],
  claims: [],
  restrictions: [],
};
const HOUSEHOLD: RootAsk = { kind: 'HOUSEHOLD', key: 'r0_household', id: CASE };

type World = {
  readonly cases?: readonly OwnCaseFact[] | 'UNREACHABLE';
  readonly register?: 'UNREACHABLE' | 'SILENT';
  readonly subject?: string | null | 'UNREACHABLE';
  readonly given?: Partial<GivenToCaller> | 'UNREADABLE';
  readonly caller?: Caller;
  readonly roots?: readonly RootAsk[];
  /** What the register says of the child otherwise. */
  readonly child?: Readonly<Record<string, unknown>>;
};

async function gather({
  cases = [ownCase()],
  register,
  subject = MOTHER,
  given = {},
  caller = callerWith(),
  roots = [HOUSEHOLD],
  child: { born = '2018-01-01', deceasedOn = null, ...otherwise } = {},
}: World = {}) {
  const calls: unknown[] = [];
  const unreachable = { kind: 'UNREACHABLE' } as const;
  const desk: FactsDesk = {
    ownCases: async (own, _caller, question) => {
      calls.push([own.organisation.oin, question.ask, question.select]);
      return cases === 'UNREACHABLE' ? unreachable : { cases: [...cases] };
    },
    persons: async (at, _caller, subjects) => {
      calls.push([at.organisation.oin, 'PERSONS', subjects]);
      if (register === 'UNREACHABLE') return unreachable;
      if (register === 'SILENT') return { persons: [] };
      const custody = {
        kind: 'SOLE_PARENTAL' as const,
        underInvestigation: false,
        holders: [{ id: MOTHER, kind: 'PARENT' as const }],
        ...otherwise,
      };
      return {
        persons: [
          { id: CHILD, birthDate: born as never, deceasedOn: deceasedOn as never, custody },
          { id: MOTHER, birthDate: '1988-01-01' as never, deceasedOn: null, custody: null },
        ],
      };
    },
    subject: async (at) => {
      calls.push([at.organisation.oin, 'SUBJECT']);
      return subject === 'UNREACHABLE' ? unreachable : { subject: subject as never, children: [CHILD] };
    },
  };
  const store = {
    givenTo: async (recipient: unknown, about: readonly unknown[], ownCases: readonly unknown[], asker?: unknown) => {
      calls.push(['store', recipient, about, ownCases, ...(asker === undefined ? [] : [asker])]);
      if (given === 'UNREADABLE') throw new Error('no connection');
      return { ...NOTHING, ...given };
    },
  };
  // Only read makes readings; gather reads nothing of it but its roots.
  const reading = { roots } as unknown as Reading;
  const facts = await createGather({ desk, store, registry })(
    caller,
    reading,
    readClock({ domain: () => NOW, wall: () => NOW }),
  );
  return { facts, calls };
}
const factsOf = async (world?: World): Promise<Facts> => {
  const { facts } = await gather(world);
  if (isRefusal(facts)) throw new Error(facts.code);
  return facts;
};
const refusalOf = async (world: World): Promise<Refusal | null> => {
  const { facts } = await gather(world);
  return isRefusal(facts) ? facts : null;
};
const casesOf = async (world: World, key = 'r0_household') => (await factsOf(world)).roots.get(key)?.cases;

describe('gather asks the own source, the register and the store, and nobody else', () => {
  it('in that order, about the registered members and then about all', async () => {
    const { calls } = await gather();
    expect(calls).toEqual([
      [OWN, 'OWN_CASES', { household: CASE }],
      [REGISTER, 'PERSONS', [CHILD, MOTHER]],
      ['store', OWN, [CHILD, MOTHER, UNBORN], [CASE]],
    ]);
  });

  it("by the same calls and with the same facts for a household that is not one's own and one that does not exist", async () => {
    const others = await gather({ cases: [ownCase({ involvement: [involvement({ professional: 'a-colleague' })] })] });
    const nobodys = await gather({ cases: [] });
    const unreadable = await gather({ cases: [], roots: [{ ...HOUSEHOLD, id: null }] });
    expect(others).toEqual(nobodys);
    expect(nobodys.calls).toEqual([
      [OWN, 'OWN_CASES', { household: CASE }],
      ['store', OWN, [], []],
    ]);
    expect(unreadable.facts).toEqual(nobodys.facts);
    expect(unreadable.calls.length).toBe(nobodys.calls.length);
    expect(isRefusal(nobodys.facts) ? null : nobodys.facts.roots.get('r0_household')).toEqual({
      cases: [],
      hasNextPage: false,
    });
  });

  it('an id that could not be opened shows nothing, whatever the source answers', async () => {
    expect(await casesOf({ roots: [{ ...HOUSEHOLD, id: null }] })).toEqual([]);
  });

  it('by BSN with the day of today, on which that person has to be in the case', async () => {
    const { calls } = await gather({
      roots: [{ kind: 'HOUSEHOLDS_OF', key: 'r0_householdsOf', bsn: bsn.parse('999901692') }],
    });
    expect(calls[0]).toEqual([OWN, 'OWN_CASES', { bsn: '999901692', on: '2026-11-20' }]);
  });

  it('equal questions once', async () => {
    const { calls } = await gather({ roots: [HOUSEHOLD, { ...HOUSEHOLD, key: 'r1_household' }] });
    expect(calls.filter((call) => Array.isArray(call) && call[1] === 'OWN_CASES').length).toBe(1);
  });
});

describe('an own case is open today with an involvement of the asker today', () => {
  it.each([
    ['led', {}, [CASE]],
    [
      "shared in a team of one's own",
      { involvement: [involvement({ professional: null, team: 'North', kind: 'TEAM' })] },
      [CASE],
    ],
    ['covered until today', { involvement: [involvement({ kind: 'COVER', until: '2026-11-20' })] }, [CASE]],
    ['consulted about', { involvement: [involvement({ kind: 'CONSULT' })] }, []],
    ['of a colleague', { involvement: [involvement({ professional: 'a-colleague' })] }, []],
    ['of nobody', { involvement: [] }, []],
    ['whose involvement ended yesterday', { involvement: [involvement({ until: '2026-11-19' })] }, []],
    ['whose involvement starts tomorrow', { involvement: [involvement({ from: '2026-11-21' })] }, []],
    ['that opens tomorrow', { openedOn: '2026-11-21' }, []],
    ['that closed today', { closedOn: '2026-11-20' }, []],
    ['that closes tomorrow', { closedOn: '2026-11-21' }, [CASE]],
    ['that was not asked for', { id: 'another-case' }, []],
  ])('one %s', async (_which, more, expected) => {
    expect(await casesOf({ cases: [ownCase(more)] })).toEqual(expected);
  });

  it('its members are those of today, each once', async () => {
    const persons = [
      person(CHILD, ['CHILD']),
      person(MOTHER, ['PARENT']),
      person(MOTHER, ['PARTNER']),
      person(TOM, ['PARENT'], { until: '2026-11-19' }),
    ];
    const facts = await factsOf({ cases: [ownCase({ persons })] });
    expect([...facts.subjects.values()].map(({ person: id, capacities }) => [id, capacities])).toEqual([
      [CHILD, ['CHILD']],
      [MOTHER, ['PARENT', 'PARTNER']],
    ]);
  });

  it('a caseload comes newest first, by pages that a closed case does not shift', async () => {
    const cases = ['2026-01-01', '2026-03-01', '2026-02-01'].map((openedOn, at) =>
      ownCase({ id: `case-number-${at}`, openedOn }),
    );
    const page = (after: string | null, closed: string | null = null) =>
      factsOf({
        cases: cases.map((one) => (one.id === closed ? ownCase({ ...one, closedOn: '2026-11-01' }) : one)),
        roots: [{ kind: 'CASELOAD', key: 'r0_caseload', first: 1, after: after === null ? null : caseId.parse(after) }],
      }).then(({ roots }) => roots.get('r0_caseload'));
    expect(await page(null)).toEqual({ cases: ['case-number-1'], hasNextPage: true });
    expect(await page('case-number-1')).toEqual({ cases: ['case-number-2'], hasNextPage: true });
    expect(await page('case-number-1', 'case-number-1')).toEqual({ cases: ['case-number-2'], hasNextPage: true });
    expect(await page('case-number-0')).toEqual({ cases: [], hasNextPage: false });
    expect(await page('never-a-case')).toEqual({ cases: [], hasNextPage: false });
  });
});

describe('who may not ask', () => {
  it.each(['PRIVACY_OFFICER', 'MANDATE_HOLDER', 'FG', 'AUDITOR', 'LOG_KEEPER', 'ANALYST'])(
    '%s has no own case: CALLER_NOT_ALLOWED, and nothing is asked',
    async (role) => {
      const { facts, calls } = await gather({ caller: callerWith({ role }) });
      expect(facts).toMatchObject({ kind: 'REFUSAL', code: 'CALLER_NOT_ALLOWED' });
      expect(calls).toEqual([]);
    },
  );

  it('a professional has no `me`', async () => {
    expect(await refusalOf({ roots: [{ kind: 'ME', key: 'r0_me', children: false }] })).toMatchObject({
      code: 'CALLER_NOT_ALLOWED',
    });
  });

  it('a data subject has no household, and the same is asked as for `me`', async () => {
    const subject = {
      kind: 'DATA_SUBJECT',
      bsn: bsn.parse('999901692'),
      role: 'DATA_SUBJECT',
      assurance: 'high',
      client: 'portal',
    } as Caller;
    const me = await gather({ caller: subject, roots: [{ kind: 'ME', key: 'r0_me', children: false }] });
    const household = await gather({ caller: subject });
    expect(household.calls).toEqual(me.calls);
    expect(isRefusal(household.facts) ? null : household.facts.roots.get('r0_household')).toEqual({
      cases: [],
      hasNextPage: false,
    });
    expect(
      isRefusal(me.facts) ? null : [...me.facts.subjects.values()].map(({ person: id, isCaller }) => [id, isCaller]),
    ).toEqual([[MOTHER, true]]);
    expect(isRefusal(me.facts) ? null : me.facts.holders.get(caseId.parse('own-view'))?.length).toBe(6);
  });

  it('a data subject whom the register does not know has no file, and one of whom it cannot be asked is refused', async () => {
    const subject = { kind: 'DATA_SUBJECT', bsn: bsn.parse('999901692'), role: 'DATA_SUBJECT' } as Caller;
    const roots: RootAsk[] = [{ kind: 'ME', key: 'r0_me', children: false }];
    expect(await casesOf({ caller: subject, roots, subject: null }, 'r0_me')).toEqual([]);
    expect(await refusalOf({ caller: subject, roots, subject: 'UNREACHABLE' })).toMatchObject({
      code: 'SOURCE_UNREACHABLE',
    });
  });
});

describe('an own view', () => {
  const caller = { kind: 'DATA_SUBJECT', bsn: bsn.parse('999901692'), role: 'DATA_SUBJECT' } as Caller;
  const me = (children: boolean): RootAsk[] => [{ kind: 'ME', key: 'r0_me', children }];
  const NOOR = innerKey.parse('noor-of-this-view');
  const release = (more: Readonly<Record<string, unknown>>) =>
    storedRelease.parse({
      id: 'release-1',
      kind: 'ANSWER',
      about: MOTHER,
      holder: OWN,
      recipient: MOTHER,
      roles: ['DATA_SUBJECT'],
      purposes: ['OWN_FILE'],
      categories: ['JOURNAL'],
      basis: 'avg-15:release',
      from: '2026-11-20',
      until: '2026-11-20',
      ...more,
    });

  it('knows whose it is, and of what was released only what was released to that person and lasts today', async () => {
    const releases = [
      release({}),
      release({ id: 'release-2', recipient: NOOR }),
      release({ id: 'release-3', from: '2026-11-01', until: '2026-11-19' }),
      release({ id: 'release-4', recipient: OWN, roles: ['FAMILY_WORKER'], purposes: ['SUPPORT_PLAN'] }),
    ];
    const facts = await factsOf({ caller, roots: me(false), given: { releases } });
    expect(facts.asker).toBe(MOTHER);
    expect(facts.releases.map(({ id }) => id)).toEqual(['release-1']);
    expect((await factsOf({ caller, roots: me(false), subject: null, given: { releases } })).releases).toEqual([]);
    expect((await factsOf()).asker).toBeNull();
  });

  it('reads what was released to that person, about the children only where they are asked about', async () => {
    const alone = await gather({ caller, roots: me(false) });
    const family = await gather({ caller, roots: me(true) });
    expect(alone.calls.slice(1)).toEqual([
      [REGISTER, 'PERSONS', [MOTHER]],
      ['store', null, [MOTHER], [], MOTHER],
    ]);
    expect(family.calls.slice(1)).toEqual([
      [REGISTER, 'PERSONS', [MOTHER, CHILD]],
      ['store', null, [MOTHER, CHILD], [], MOTHER],
    ]);
  });

  it('has in it a child under sixteen over whom the register gives custody today, as a child and not as the asker', async () => {
    const { subjects } = await factsOf({ caller, roots: me(true) });
    expect(
      [...subjects.values()].map(({ person: id, isCaller, callerHasCustody, capacities }) => [
        id,
        isCaller,
        callerHasCustody,
        capacities,
      ]),
    ).toEqual([
      [MOTHER, true, false, ['ADULT']],
      [CHILD, false, true, ['CHILD']],
    ]);
  });

  it.each<[string, World]>([
    ['of whom the register says nothing more', { register: 'SILENT' }],
    ['of whom it cannot be asked', { register: 'UNREACHABLE' }],
    ['who is sixteen today', { child: { born: '2010-11-20' } }],
    ['whose birth date is not known to the day', { child: { born: '2018' } }],
    ['who died', { child: { deceasedOn: '2026-11-01' } }],
    ['over whom somebody else has custody', { child: { holders: [{ id: TOM, kind: 'PARENT' }] } }],
    ['over whom custody is under investigation', { child: { underInvestigation: true } }],
  ])('leaves out a child %s', async (_who, world) => {
    const { subjects } = await factsOf({ caller, roots: me(true), ...world });
    expect([...subjects.values()].map(({ person: id }) => id)).toEqual([MOTHER]);
  });

  it('shows no consent about a child', async () => {
    const said = [{ by: MOTHER, capacity: 'SELF', answer: 'GIVEN', at: '2026-01-01T10:00:00+01:00' }];
    const consents = [CHILD, MOTHER].map((about) =>
      storedConsent.parse({
        id: `consent-${about}`,
        about,
        holder: ELSEWHERE,
        recipient: OWN,
        roles: ['FAMILY_WORKER'],
        purposes: ['SUPPORT_PLAN'],
        categories: ['PLAN'],
        from: '2026-01-01',
        until: '2026-12-31',
        textVersion: 'folder-1',
        evidence: 'form',
        recordedBy: 'colleague',
        recordedOn: '2026-01-01T10:00:00+01:00',
        statements: said,
      }),
    );
    const facts = await factsOf({ caller, roots: me(true), given: { consents } });
    expect(facts.consents.map(({ about }) => about)).toEqual([MOTHER]);
  });
});

describe('what cannot be asked is not guessed', () => {
  it('without the own source there is no answer, not "no such case"', async () => {
    expect(await refusalOf({ cases: 'UNREACHABLE' })).toMatchObject({
      code: 'SOURCE_UNREACHABLE',
      cause: 'own source unreachable',
    });
  });

  it('without the store there is no answer', async () => {
    expect(await refusalOf({ given: 'UNREADABLE' })).toMatchObject({ code: 'GATEWAY_STALE' });
  });

  it('without the register ages and custody are unavailable, and about whom it is silent they are unknown', async () => {
    const at = async (register: 'UNREACHABLE' | 'SILENT') => {
      const { subjects } = await factsOf({ register });
      return [...subjects.values()].map(({ age, custody, ruleCapacities, minorityEnds }) => [
        age.state,
        custody.state,
        ruleCapacities.state,
        minorityEnds.state,
      ]);
    };
    expect(await at('UNREACHABLE')).toEqual([
      ['UNAVAILABLE', 'UNAVAILABLE', 'KNOWN', 'UNAVAILABLE'],
      ['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE'],
      ['UNKNOWN', 'UNKNOWN', 'KNOWN', 'KNOWN'],
    ]);
    expect(await at('SILENT')).toEqual([
      ['UNKNOWN', 'UNKNOWN', 'KNOWN', 'UNKNOWN'],
      ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
      ['UNKNOWN', 'UNKNOWN', 'KNOWN', 'KNOWN'],
    ]);
  });
});

describe('claims', () => {
  const claim = {
    kind: 'SUPERVISION_ORDER',
    number: '1',
    date: '2026-02-01',
    about: CHILD,
    recordedBy: 'a-colleague',
    reviewedBy: null,
    contested: false,
    from: '2026-02-01',
    until: '2026-11-20',
  };
  it.each([
    ['recorded by a colleague', {}, 1],
    ['recorded by the asker and reviewed by a colleague', { recordedBy: 'asker', reviewedBy: 'a-colleague' }, 1],
    ['recorded by the asker', { recordedBy: 'asker' }, 0],
    ['recorded and reviewed by the asker', { recordedBy: 'asker', reviewedBy: 'asker' }, 0],
    ['contested', { contested: true }, 0],
    ['that ended yesterday', { until: '2026-11-19' }, 0],
    ['that starts tomorrow', { from: '2026-11-21', until: null }, 0],
    ['dated tomorrow', { date: '2026-11-21' }, 0],
  ])('one %s counts %i times, from the source and from the store alike', async (_which, more, count) => {
    const one = { ...claim, ...more };
    const fromSource = await factsOf({ cases: [ownCase({ claims: [one] })] });
    const stored = storedClaim.parse({ ...one, id: 'claim-one', organisation: OWN, ownCase: CASE });
    const fromStore = await factsOf({ given: { claims: [stored] } });
    expect(fromSource.cases.get(CASE)?.claims.length).toBe(count);
    expect(fromStore.cases.get(CASE)?.claims.length).toBe(count);
  });

  it('of another case or another organisation count nowhere', async () => {
    const stored = (more: object) =>
      storedClaim.parse({ ...claim, id: 'claim-one', organisation: OWN, ownCase: CASE, ...more });
    const facts = await factsOf({
      given: { claims: [stored({ ownCase: 'another-case' }), stored({ organisation: VT })] },
    });
    expect(facts.cases.get(CASE)?.claims).toEqual([]);
  });
});

describe('holders asked', () => {
  const consent = (statements: readonly object[], more: object = {}) =>
    storedConsent.parse({
      id: 'consent-1',
      about: CHILD,
      holder: ELSEWHERE,
      recipient: OWN,
      roles: ['FAMILY_WORKER'],
      purposes: ['SUPPORT_PLAN'],
      categories: ['PLAN'],
      from: '2026-01-01',
      until: '2026-12-31',
      textVersion: 'folder-1',
      evidence: 'form',
      recordedBy: 'a-colleague',
      recordedOn: '2026-01-01T10:00:00+01:00',
      statements,
      ...more,
    });
  const given = { by: MOTHER, capacity: 'CUSTODY_HOLDER', answer: 'GIVEN', at: '2026-01-01T10:00:00+01:00' };
  const asked = async (stored: Partial<GivenToCaller>) =>
    (await factsOf({ given: stored })).holders.get(CASE)?.map(({ organisation }) => organisation.oin);
  const REGIONAL = [OWN, TEAM, VT, RVDK, REGISTER];

  it('are the own organisation, those of the region and of the whole country, and the register', async () => {
    expect(await asked({})).toEqual(REGIONAL);
  });

  it('and one named in a consent, which withdrawing it does not remove', async () => {
    const withdrawn = { ...given, answer: 'WITHDRAWN', at: '2026-02-01T10:00:00+01:00' };
    const union = [OWN, TEAM, VT, ELSEWHERE, RVDK, REGISTER];
    expect(await asked({ consents: [consent([given])] })).toEqual(union);
    expect(await asked({ consents: [consent([given, withdrawn])] })).toEqual(union);
  });

  it('but not one named in a consent that nobody gave, or that is about nobody in this case', async () => {
    expect(await asked({ consents: [consent([{ ...given, answer: 'REFUSED' }])] })).toEqual(REGIONAL);
    expect(await asked({ consents: [consent([given], { about: TOM })] })).toEqual(REGIONAL);
  });

  it('and one that released something', async () => {
    const release = storedRelease.parse({
      id: 'release-1',
      kind: 'PUSH',
      about: CHILD,
      holder: ELSEWHERE,
      recipient: OWN,
      roles: ['FAMILY_WORKER'],
      purposes: ['SUPPORT_PLAN'],
      categories: ['PLAN'],
      basis: 'wmo-4.1.1-2-d',
      from: '2026-01-01',
      until: '2026-12-31',
    });
    expect(await asked({ releases: [release] })).toContain(ELSEWHERE);
  });

  it('a consent to another organisation is no fact of this one', async () => {
    const facts = await factsOf({ given: { consents: [consent([given], { recipient: VT })] } });
    expect(facts.consents).toEqual([]);
  });
});
