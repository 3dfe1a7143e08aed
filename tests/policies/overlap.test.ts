// Rules that can open one cell together have to be joinable: else taking one of them away would show more (G3).
import { describe, expect, it } from 'vitest';
import { unjoinable } from '../../gateway/vocabulary/policy-overlap.ts';
import { ruleWith } from '../rooms/decide-world.ts';

const other = { kind: 'LOCAL_TEAM', whose: 'OTHER' } as const;
const custodial = ruleWith({ id: 'rule-with', source: other, about: ['PARENT_WITH_CUSTODY'], fields: ['Plan.kind'] });

describe('two rules with other fields and another period', () => {
  it('are refused even about parents with and without custody: one parent can be both, of two children', () => {
    const rest = ruleWith({ id: 'rule-without', source: other, about: ['PARENT_WITHOUT_CUSTODY'], monthsBefore: 6 });
    expect(unjoinable([custodial, rest])).toEqual([
      {
        id: 'rule-with',
        reason: 'it opens the same as rule-without with other fields and another period; make one of the two equal',
      },
    ]);
  });

  it('are fine where one of the two is equal', () => {
    const rest = ruleWith({ id: 'rule-without', source: other, about: ['PARENT_WITHOUT_CUSTODY'] });
    expect(unjoinable([custodial, rest])).toEqual([]);
  });
});
