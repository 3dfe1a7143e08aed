// What docs/policies.md shows is so: its rule is one that the shipped law bears, its case holds, and every verb it names is there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadPolicies } from '../../gateway/adapters/policies.ts';
import { policyCase } from '../../gateway/officers/cases/case-format.ts';
import { createCaseRunner } from '../../gateway/officers/cases/run-case.ts';
import { verifyCase } from '../../gateway/officers/cases/verify-case.ts';
import { checkPolicySet } from '../../gateway/vocabulary/policy-check.ts';
import { policyRule } from '../../gateway/vocabulary/policy-rule.ts';
import { POLICIES } from './changed.ts';
import { policy } from './command.ts';

const page = readFileSync(join(POLICIES, '../docs/policies.md'), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text ?? ''));
const loaded = await loadPolicies(POLICIES);
if (loaded.kind === 'PROBLEMS') throw new Error('the default policies do not load');

describe('docs/policies.md', () => {
  it('shows a rule that stays within the rows it cites', () => {
    const rules = z.array(policyRule).length(1).parse(blocks[0]);
    expect(checkPolicySet({ ...loaded.set, rules: [...loaded.set.rules, ...rules] })).toEqual([]);
  });

  it('shows a case that holds', async () => {
    const cases = z.array(policyCase).length(1).parse(blocks[1]);
    for (const one of cases) expect(verifyCase(one, await createCaseRunner(loaded.set)(one))).toEqual([]);
  });

  it('names every verb of the command', async () => {
    const { out } = await policy('--help');
    const verbs = ['check', 'test', 'matrix', 'explain', 'diff'];
    expect(verbs.filter((verb) => !page.includes(`npm run policy -- ${verb}`))).toEqual([]);
    expect(verbs.filter((verb) => !new RegExp(`^ {2}${verb} `, 'm').test(out))).toEqual([]);
  });
});
