// One cell in, its verdict out: opened with rule and bases, or closed with its code and what the nearest rules lacked.
import type { Via } from '../../schema/names/decision.ts';
import type { NearestRule, Opened, Verdict, Withheld } from '../vocabulary/decision.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CellContext } from './context.ts';
import { evaluate, type Opening } from './evaluate.ts';
import { widened } from './extent.ts';
import { reportedCode } from './sensitivity.ts';
import { furtherThan, type Shortfall } from './shortfall.ts';

/** Which opening names the verdict where several rules allow. */
const PREFERRED: readonly Via[] = ['INTERNAL', 'DUTY', 'OWN', 'CONSENT', 'RELEASE', 'PUSH', 'EMERGENCY'];
const NEAREST = 3;

/** `rules`: those for this recipient, role, purpose, kind of source and category. Default deny: without any, NO_POLICY. */
export function judge(rules: readonly CompiledRule[], context: CellContext): Verdict {
  const openings: Opening[] = [];
  const shorts: { rule: CompiledRule; short: Shortfall }[] = [];
  for (const rule of rules) {
    if ((rule.whose === 'OWN') !== context.own) continue;
    if (rule.holders !== null && !rule.holders.has(context.holderKind)) continue;
    const { openings: opened, short } = evaluate(rule, context);
    openings.push(...opened);
    if (short !== null) shorts.push({ rule, short });
  }
  const [first, ...others] = openings.toSorted(
    (left, right) => PREFERRED.indexOf(left.via) - PREFERRED.indexOf(right.via),
  );
  return first === undefined ? withheld(shorts, context) : opened(first, others);
}

function opened(first: Opening, others: readonly Opening[]): Opened {
  const { bases, period, fields, evidence, claims } = others.reduce(widened, first);
  return {
    outcome: 'ALLOW',
    rule: first.rule.id,
    bases,
    regime: first.rule.regime,
    via: first.via,
    period,
    fields,
    evidence,
    claims,
  };
}

function withheld(shorts: readonly { rule: CompiledRule; short: Shortfall }[], context: CellContext): Withheld {
  const byNearness = shorts.toSorted((left, right) => {
    if (furtherThan(left.short, right.short)) return -1;
    return furtherThan(right.short, left.short) ? 1 : 0;
  });
  const code = byNearness[0]?.short.code ?? (context.purpose === 'ACUTE_DANGER' ? 'EMERGENCY_NOT_OPEN' : 'NO_POLICY');
  const releasableUnder = byNearness[0]?.short.releasableUnder;
  const made = closedWith(
    code,
    context,
    byNearness
      .slice(0, NEAREST)
      .map(({ rule, short }): NearestRule => ({ rule: rule.id, code: short.code, lacked: short.lacked })),
  );
  return releasableUnder === undefined ? made : { ...made, releasableUnder };
}

export function closedWith(
  code: Withheld['code'],
  { category, holderKind, own }: Pick<CellContext, 'category' | 'holderKind' | 'own'>,
  nearest: readonly NearestRule[],
): Withheld {
  const outcome = code === 'PENDING_RELEASE' || code === 'NEEDS_NECESSITY' ? code : 'DENY';
  return { outcome, code, reported: reportedCode(code, category, holderKind, own), nearest };
}
