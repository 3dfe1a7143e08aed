// The scenarios as data: each case of policies/cases runs through gather and decide on the default policies, and gives exactly what it expects.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { policyCase } from './case-format.ts';
import { runCase } from './run-case.ts';

const ROOT = join(import.meta.dirname, '../..');
const loaded = await loadPolicies(join(ROOT, 'policies'));
if (loaded.kind === 'PROBLEMS') throw new Error('the default policies do not load');
const policies = loaded.set;
const files = readdirSync(join(ROOT, 'policies/cases')).filter((file) => file.endsWith('.yaml'));

describe('the scenarios of the domain decide as the law and the family say', () => {
  it('are all there', () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
  });

  for (const file of files) {
    const cases = z
      .array(policyCase)
      .min(1)
      .parse(parse(readFileSync(join(ROOT, 'policies/cases', file), 'utf8'), { merge: true }));
    for (const one of cases) {
      it(`${file}: ${one.title}`, async () => {
        const run = await runCase(policies, one);
        expect(run.members).toEqual(one.members);
        let looked = 0;
        for (const { about, at, categories, ...wanted } of one.expect) {
          for (const person of about) {
            for (const holder of at) {
              for (const category of categories) {
                const place = `${person} at ${holder}, ${category}`;
                const verdict = run.verdict(person, holder, category);
                expect(verdict, place).toBeDefined();
                const got = verdict?.outcome === 'ALLOW' ? verdict : { ...verdict, nearest: undefined };
                const { reported, ...rest } = wanted;
                const told = wanted.code === undefined ? {} : { reported: reported ?? wanted.code };
                expect({ place, ...got }).toMatchObject({ place, ...rest, ...told });
                looked += 1;
              }
            }
          }
        }
        expect(looked > 0 || one.members.length === 0).toBe(true);
      });
    }
  }
});
