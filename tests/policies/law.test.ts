// The law table as shipped, held against section 3 of the domain: every row is there, none opens by being unsure, and each says how it is met.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { isGround } from '../../gateway/vocabulary/law-row.ts';
import { POLICIES } from './changed.ts';

const loaded = await loadPolicies(POLICIES);
if (loaded.kind === 'PROBLEMS') throw new Error('the shipped policies do not load');
const { set } = loaded;

/** Each row of the domain's tables 3a to 3d, as it is named there, with the rows that stand for it. */
const DOMAIN: Readonly<Record<string, readonly string[]>> = {
  'avg-5-1-b/c, 6-4': ['avg-5-1-b'],
  'avg-6-1-a': ['avg-6-1-a', 'avg-6-1-a:raad', 'avg-7-1'],
  'avg-6-1-b': ['avg-6-1-b'],
  'avg-6-1-c': ['avg-6-1-c'],
  'avg-6-1-d': ['avg-6-1-d'],
  'avg-6-1-e': ['avg-6-1-e'],
  'avg-6-1-f': ['avg-6-1-f'],
  'avg-9-2-a, uavg-22-2-a': ['avg-9-2-a'],
  'avg-9-2-c, uavg-22-2-b': ['avg-9-2-c'],
  'avg-9-2-b/f/i': ['avg-9-2-b'],
  'avg-9-2-g/h, 9-3': ['avg-9-2-g'],
  'avg-9-2-j, 89, uavg-24': ['avg-9-2-j'],
  'avg-10, uavg-31..33': ['avg-10', 'uavg-32-a', 'uavg-32-b', 'uavg-33-1-a', 'uavg-33-1-b', 'uavg-33-1-c'],
  'avg-14-5, 23, uavg-41': ['avg-14-5'],
  'avg-22, uavg-40': ['avg-22'],
  'avg-26, 28': ['avg-26'],
  'uavg-5': ['uavg-5'],
  'uavg-25..29': ['uavg-25'],
  'uavg-30-2-b': ['uavg-30-2-b'],
  'uavg-30-3-a': ['uavg-30-3-a'],
  'uavg-34, 35': ['uavg-34'],
  'uavg-46': ['uavg-46'],
  'jw-2.4-1': ['jw-2.4-1'],
  'jw-3.1': ['jw-3.1'],
  'jw-3.2, 3.3': ['jw-3.2'],
  'jw-4.1.7, wmo-3.3, meldcode': ['jw-4.1.7'],
  'jw-7.1.4.1': ['jw-7.1.4.1'],
  'jw-7.2.1': ['jw-7.2.1'],
  'jw-7.3.1': ['jw-7.3.1'],
  'jw-7.3.2, 7.3.3, 7.3.7': ['jw-7.3.2'],
  'jw-7.3.4, 7.3.5, 7.3.6': ['jw-7.3.4'],
  'jw-7.3.8': ['jw-7.3.8'],
  'jw-7.3.9, 7.3.10': ['jw-7.3.10'],
  'jw-7.3.11-1': ['jw-7.3.11-1'],
  'jw-7.3.11-2-a': ['jw-7.3.11-2-a'],
  'jw-7.3.11-2-b': ['jw-7.3.11-2-b'],
  'jw-7.3.11-3': ['jw-7.3.11-3'],
  'jw-7.3.11-4': ['jw-7.3.11-4', 'jw-7.3.11-4:parent', 'jw-7.3.11-4:vots'],
  'jw-7.3.11-5, wmo-5.3.3-4': ['jw-7.3.11-5'],
  'jw-7.3.12': ['jw-7.3.12'],
  'jw-7.3.12a/b': ['jw-7.3.12a'],
  'jw-7.3.13, 7.3.14': ['jw-7.3.13'],
  'jw-7.3.15': ['jw-7.3.15-1', 'jw-7.3.15-2'],
  'jw-7.3.16': ['jw-7.3.16'],
  'jw-7.3.17': ['jw-7.3.17'],
  'jw-7.4.0-1': ['jw-7.4.0-1', 'jw-7.4.0-1:designated'],
  'jw-7.4.0-2': ['jw-7.4.0-2', 'jw-7.4.0-2:designated', 'jw-7.4.0-2:family-work'],
  'jw-7.4.1..7.4.5, 7.4.3a': ['jw-7.4.1'],
  'jw-9.2': ['jw-9.2'],
  'wmo-4.1.1-2-a/b/c': ['wmo-4.1.1-2-a', 'wmo-4.1.1-2-b', 'wmo-4.1.1-2-c'],
  'wmo-4.1.1-2-d': ['wmo-4.1.1-2-d'],
  'wmo-4.1.1-2-e/f/g': ['wmo-4.1.1-2-e', 'wmo-4.1.1-2-f', 'wmo-4.1.1-2-g'],
  'wmo-4.1.1-3': ['wmo-4.1.1-3'],
  'wmo-4.2.1..4.2.12': ['wmo-4.2.1'],
  'wmo-5.1.1-1..3': ['wmo-5.1.1-1'],
  'wmo-5.1.1-4/5': ['wmo-5.1.1-4'],
  'wmo-5.1.2..5.1.5': ['wmo-5.1.2'],
  'wmo-5.1.6-1/2': ['wmo-5.1.6-2'],
  'wmo-5.2.1, 5.2.2..5.2.4': ['wmo-5.2.1'],
  'wmo-5.2.5': ['wmo-5.2.5'],
  'wmo-5.2.6': ['wmo-5.2.6'],
  'wmo-5.2.9': ['wmo-5.2.9'],
  'wmo-5.3.1, UBWmo 4.1.8-3': ['wmo-5.3.1'],
  'wmo-5.3.2': ['wmo-5.3.2'],
  'wmo-5.3.3': ['wmo-5.3.3'],
  'wmo-5.3.4, 5.3.5, 5.3.6': ['wmo-5.3.4'],
  'bw-1:238, 1:239': ['bw-1:238'],
  'bw-1:240': ['bw-1:240'],
  'bw-1:243-1': ['bw-1:243-1', 'bw-1:243-1:file'],
  'bw-1:241, 1:268': ['bw-1:241'],
  'bw-1:245..253a': ['bw-1:245'],
  'bw-1:255, 258, 260': ['bw-1:255'],
  'bw-1:257': ['bw-1:257'],
  'bw-1:261, 262, 263': ['bw-1:262'],
  'bw-1:265b, 265c, 265e': ['bw-1:265b'],
  'bw-1:266, 267, 275': ['bw-1:266'],
  'bw-1:302, 303': ['bw-1:303', 'bw-1:303:representative'],
  'bw-1:377a, b, c': ['bw-1:377c'],
  'wgbo-7:457': ['wgbo-7:457'],
  'wgbo-7:446..468': ['wgbo-7:446'],
  'sr-40': ['sr-40'],
  'sr-272': ['sr-272'],
  'wth-2-3, 2-8, 8-1-c': ['wth-2-3', 'wth-2-8'],
  'wth-10': ['wth-10'],
  'wpg-16, 17': ['wpg-16'],
  'wpg-18, Bpg 4:2-1-i/j': ['wpg-18'],
  'wpg-19, 20': ['wpg-19'],
  'wjsg, Bjsg': ['wjsg'],
  'sr-77-JR': ['sr-77', 'sr-77:raad'],
  'wgs-zvh': ['wgs-zvh'],
  wams: ['wams'],
};
/** Of section 6 (rights) and of the design (the persons register). */
const BESIDE = ['avg-15', 'avg-15:release', 'avg-15:child', 'avg-18', 'wbrp-3.2', 'wbrp-3.3'];

/** The force that the domain gives, where it is one word; LIMIT shapes or blocks. */
const FORCE: Readonly<Record<string, string>> = {
  'avg-6-1-a': 'OWN',
  'avg-6-1-d': 'MAY',
  'avg-9-2-a': 'OWN',
  'uavg-5': 'LIMIT',
  'uavg-30-2-b': 'OWN',
  'uavg-30-3-a': 'OWN',
  'jw-3.1': 'OWN',
  'jw-7.3.8': 'OWN',
  'jw-7.3.11-1': 'MAY',
  'jw-7.3.11-2-a': 'MAY',
  'jw-7.3.11-4': 'MUST',
  'jw-7.4.0-1': 'OWN',
  'jw-7.4.0-2': 'MUST',
  'jw-9.2': 'MUST',
  'wmo-4.1.1-2-a': 'OWN',
  'wmo-4.1.1-2-d': 'MAY',
  'wmo-5.1.1-1': 'OWN',
  'wmo-5.1.6-2': 'OWN',
  'wmo-5.2.6': 'MAY',
  'wmo-5.3.2': 'MUST',
  'wmo-5.3.3': 'MAY',
  'bw-1:238': 'OWN',
  'bw-1:240': 'MAY',
  'bw-1:243-1': 'MUST',
  'sr-40': 'MAY',
  'sr-77': 'OWN',
};

const rowOf = (id: string) => set.law.find((row) => row.id === id);

describe('the law table', () => {
  it('holds every row of the domain, and none that the domain has not', () => {
    const named = [...Object.values(DOMAIN).flat(), ...BESIDE];
    expect(Object.keys(DOMAIN)).toHaveLength(91);
    expect(set.law.map(({ id }) => id as string).toSorted()).toEqual(named.toSorted());
  });

  it('gives each basis the force that the domain gives it', () => {
    expect(Object.fromEntries(Object.keys(FORCE).map((id) => [id, rowOf(id)?.force]))).toEqual(FORCE);
  });

  it('names as providers of jw-7.4.0-2 whom the law names, and never Veilig Thuis', () => {
    expect(rowOf('jw-7.4.0-2')?.sources).toEqual(['LOCAL_TEAM_PROVIDER', 'CERTIFIED_INSTITUTION', 'RVDK']);
  });

  it('gives jw-7.3.11-4 to an institution alone, and only while it carries out a supervision order', () => {
    const row = rowOf('jw-7.3.11-4');
    expect(row?.recipients).toEqual(['CERTIFIED_INSTITUTION']);
    expect(row?.conditions).toContainEqual({
      kind: 'CLAIM_IN_FORCE',
      claims: ['SUPERVISION_ORDER'],
      about: 'SUBJECT_OR_CHILD_OF_SUBJECT',
    });
  });

  it('is no ground by an unsure row unless a switch says so, and every switch is off as shipped', () => {
    const unsure = set.law.filter((row) => row.certainty === 'U' && isGround(row));
    expect(unsure.map(({ id }) => id)).toEqual([
      'bw-1:243-1:file',
      'jw-7.3.11-4:parent',
      'jw-7.3.11-4:vots',
      'jw-7.4.0-1:designated',
      'jw-7.4.0-2:designated',
      'jw-7.4.0-2:family-work',
    ]);
    const behind = unsure.map(({ conditions }) => conditions.find((one) => one.kind === 'SWITCH')?.name ?? '');
    expect(behind.map((name) => set.switches[name])).toEqual(behind.map(() => false));
    const switches = z.array(z.object({ default: z.boolean() }));
    const shipped = switches.parse(JSON.parse(readFileSync(join(POLICIES, 'switches.json'), 'utf8')));
    expect(shipped.map((one) => one.default)).toEqual(Array.from({ length: 11 }, () => false));
  });

  it('is no ground of the Jeugdwet in a household without children', () => {
    const grounds = set.law.filter(
      (row) => row.id.startsWith('jw-') && isGround(row) && !row.regimes.includes('SUBJECT_RIGHT'),
    );
    expect(grounds.length).toBeGreaterThan(10);
    const open = grounds.filter(
      ({ conditions }) =>
        !conditions.some((one) => one.kind === 'HOUSEHOLD_KIND' && !one.in.includes('WITHOUT_CHILDREN')),
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  it('says of every row that opens nothing how it is met, and every ground is used by a rule', () => {
    const used = new Set(set.rules.flatMap((rule) => [...rule.processing, ...rule.disclosure, ...rule.special]));
    const grounds = set.law.filter(isGround);
    expect(grounds.length).toBeGreaterThan(40);
    expect(grounds.filter(({ id }) => !used.has(id)).map(({ id }) => id)).toEqual([]);
    const others = set.law.filter((row) => !isGround(row));
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter(({ met }) => met === undefined).map(({ id }) => id)).toEqual([]);
  });
});
