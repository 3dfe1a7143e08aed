// One rule held against one cell: everything it opens, and where it came short.
import type { ClaimKind } from '../../schema/names/claim-kind.ts';
import type { Via } from '../../schema/names/decision.ts';
import type { Period } from '../vocabulary/decision.ts';
import type { ConsentFact } from '../vocabulary/facts.ts';
import type { LawId } from '../vocabulary/law-row.ts';
import { SPECIAL_CATEGORIES } from '../vocabulary/policy-coverage.ts';
import { capacityFits } from './capacity.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CellContext } from './context.ts';
import { closerThan, type Finding } from './finding.ts';
import { askedInVain, consentFor, necessityFor, releaseFor, standingFields } from './given.ts';
import type { Ground } from './ground.ts';
import { overlaps, periodOf } from './period.ts';
import { BASE_SET } from './sensitivity.ts';
import { furtherThan, type Shortfall, STEP, shortOf, shortOfFinding } from './shortfall.ts';

export type Opening = {
  readonly rule: CompiledRule;
  readonly via: Via;
  readonly bases: readonly LawId[];
  readonly period: Period;
  readonly fields: readonly string[] | null;
  readonly evidence: string | null;
  readonly claims: readonly ClaimKind[];
};

export type Evaluation = { readonly openings: readonly Opening[]; readonly short: Shortfall | null };

const closed = (short: Shortfall): Evaluation => ({ openings: [], short });
const RESTRICTED = shortOf(STEP.RESTRICTED, 'RESTRICTED', 'no restriction of processing at the own organisation');
const NO_EMERGENCY = shortOf(
  STEP.COVERED,
  'EMERGENCY_NOT_OPEN',
  'an open emergency that names this person, at a holder with an emergency profile',
);
const ASSIGNED = 'powers that work here: a case assigned at the mother organisation, under its own token';
const NO_POWERS = shortOf(STEP.PROCESSING, 'NO_LEGAL_BASIS', ASSIGNED);

/** The checks in the order of design 5; the first that does not hold ends the rule. */
export function evaluate(rule: CompiledRule, context: CellContext): Evaluation {
  const capacity = capacityFits(context.subject, rule.about);
  if (capacity !== 'HOLDS') {
    return closed(
      shortOfFinding(STEP.CAPACITY, 'NO_OWN_CASE', {
        truth: capacity,
        lacked: `in the own case as ${[...rule.about].join(' or ')}`,
      }),
    );
  }
  const covered = rule.conditions(context);
  if (covered.truth !== 'HOLDS') return closed(shortOfFinding(STEP.COVERED, 'NO_POLICY', covered));
  if (rule.emergency && !emergencyServes(context)) return closed(NO_EMERGENCY);
  if (context.subject.restricted && (context.own || !rule.restrictionYields)) return closed(RESTRICTED);
  if (!powersWork(rule, context)) return closed(NO_POWERS);
  const processing = firstThatHolds(rule.processing, context);
  if (!('ground' in processing)) {
    return closed(
      processing.finding === null
        ? shortOf(STEP.PROCESSING, 'NO_LEGAL_BASIS', 'a processing ground for this category')
        : shortOfFinding(STEP.PROCESSING, 'NO_LEGAL_BASIS', processing.finding),
    );
  }
  if (context.own) return open(rule, context, processing.ground, null);
  return throughDisclosure(rule, context, processing.ground);
}

/** Never at the own organisation: its own file needs no emergency. */
function emergencyServes({ own, emergency, emergencyProfile, purpose }: CellContext): boolean {
  return !own && emergency !== null && emergencyProfile && purpose === 'ACUTE_DANGER';
}

/**
 * What a seconded professional brings works at the mother organisation's cases alone, for its own file as for any other; elsewhere there is what the
 * family agreed to (RVT, design 5). The register is consulted on the authority of the organisation that asks.
 */
function powersWork({ regime }: CompiledRule, { powers, source }: CellContext): boolean {
  return powers || source === 'PERSONS' || (regime !== 'POWERS' && regime !== 'MEASURE');
}

function throughDisclosure(rule: CompiledRule, context: CellContext, processing: Ground): Evaluation {
  const openings: Opening[] = [];
  let short: Shortfall = shortOf(
    STEP.DISCLOSURE,
    'NO_LEGAL_BASIS',
    'a disclosure ground of this holder for this category',
  );
  let tried = false;
  for (const ground of rule.disclosure) {
    if (!ground.sources.has(context.holderKind)) continue;
    const evaluation = throughGround(rule, context, processing, ground);
    openings.push(...evaluation.openings);
    if (evaluation.short !== null && (!tried || furtherThan(evaluation.short, short))) short = evaluation.short;
    tried = true;
  }
  return { openings, short: openings.length > 0 ? null : short };
}

function throughGround(rule: CompiledRule, context: CellContext, processing: Ground, ground: Ground): Evaluation {
  // A restriction yields to a duty only, for the protection of others (switch).
  if (context.subject.restricted && ground.force !== 'MUST') return closed(RESTRICTED);
  const found = ground.check(context);
  if (found.truth !== 'HOLDS') return closed(shortOfFinding(STEP.DISCLOSURE, 'NO_LEGAL_BASIS', found));
  return open(rule, context, processing, ground);
}

/** From the disclosure ground on (null: the own organisation, which needs none). */
function open(rule: CompiledRule, context: CellContext, processing: Ground, ground: Ground | null): Evaluation {
  const consent = processing.byConsent || ground?.byConsent === true ? consentFor(context) : null;
  if (consent === undefined) {
    return closed(
      shortOf(
        STEP.DISCLOSURE,
        'NO_VALID_CONSENT',
        `${ground?.id ?? processing.id}: a valid consent that names this`,
        1,
      ),
    );
  }
  const release =
    ground !== null && ground.force === 'MAY' && !ground.byConsent && !ground.emergencyOnly
      ? releaseFor(context, ground.id)
      : null;
  if (ground !== null && !ground.byConsent && !context.powers && context.source !== 'PERSONS') {
    return closed(shortOf(STEP.DISCLOSURE, 'NO_LEGAL_BASIS', ASSIGNED));
  }
  if (ground?.unaskedOnly === true && release === undefined) {
    return closed(shortOf(STEP.DISCLOSURE, 'NO_LEGAL_BASIS', `${ground.id}: provided unasked by the holder`));
  }
  const special = specialGround(rule, context);
  if ('step' in special) return closed(special);
  const period = periodOf(rule, context);
  if (period.state !== 'KNOWN') {
    return closed(
      shortOfFinding(STEP.PERIOD, 'OUT_OF_PERIOD', { truth: period.state, lacked: 'the day from which rows may date' }),
    );
  }
  if (context.asked.length > 0 && !context.asked.some((asked) => overlaps(asked, period.period))) {
    return closed(shortOf(STEP.PERIOD, 'OUT_OF_PERIOD', 'dates within the period of the rule'));
  }
  if (needsNecessity(rule, context) && necessityFor(context) === undefined) {
    return closed(
      shortOf(STEP.NECESSITY, 'NEEDS_NECESSITY', 'a stated necessity for this person, category and source'),
    );
  }
  if (release === undefined) {
    const code = askedInVain(context) ? 'NOT_RELEASED' : 'PENDING_RELEASE';
    const lacked = `${ground?.id ?? ''}: a release by the holder`;
    return closed({
      ...shortOf(STEP.RELEASE, code, lacked),
      ...(ground === null ? {} : { releasableUnder: ground.id }),
    });
  }
  const shaping = ground === null ? [] : rule.shaping.filter((row) => row.check(context).truth === 'HOLDS');
  const grounds = [
    processing,
    ...(ground === null ? [] : [ground]),
    ...shaping,
    ...(special.ground === null ? [] : [special.ground]),
  ];
  return {
    openings: [
      {
        rule,
        via: viaOf(rule, ground, release?.kind ?? null),
        bases: [...new Set(grounds.map((one) => one.id))],
        period: period.period,
        fields: release?.kind === 'STANDING' ? standingFields(rule.fields, context) : rule.fields,
        evidence: (consent ?? release ?? special.consent ?? (rule.emergency ? context.emergency : null))?.id ?? null,
        claims: [...new Set([...rule.claims, ...grounds.flatMap((one) => one.claims)])],
      },
    ],
    short: null,
  };
}

function viaOf(rule: CompiledRule, ground: Ground | null, release: 'ANSWER' | 'STANDING' | 'PUSH' | null): Via {
  if (ground === null) return 'INTERNAL';
  if (ground.byConsent) return 'CONSENT';
  if (rule.emergency) return 'EMERGENCY';
  if (release !== null) return release === 'PUSH' ? 'PUSH' : 'RELEASE';
  return rule.regime === 'SUBJECT_RIGHT' ? 'OWN' : 'DUTY';
}

function needsNecessity(rule: CompiledRule, { own, source, category }: CellContext): boolean {
  // In an emergency the reason that was given is the necessity.
  if (own || source === 'PERSONS' || rule.emergency) return false;
  return (rule.regime === 'POWERS' || rule.regime === 'MEASURE') && !BASE_SET.has(category);
}

type Special = { readonly ground: Ground | null; readonly consent: ConsentFact | null };

/** A ground that rests on consent serves where a consent that names the cell is at hand, whatever the rest of the opening rests on (G3). */
function specialGround(rule: CompiledRule, context: CellContext): Special | Shortfall {
  if (!SPECIAL_CATEGORIES.has(context.category)) return { ground: null, consent: null };
  const consent = rule.special.some((ground) => ground.byConsent) ? (consentFor(context) ?? null) : null;
  const found = firstThatHolds(rule.special, context, consent !== null);
  if ('ground' in found) return { ...found, consent: found.ground.byConsent ? consent : null };
  return found.finding === null
    ? shortOf(STEP.SPECIAL, 'SPECIAL_DATA', 'a ground for special data')
    : shortOfFinding(STEP.SPECIAL, 'SPECIAL_DATA', found.finding);
}

type Found = { readonly ground: Ground } | { readonly finding: Exclude<Finding, { truth: 'HOLDS' }> | null };

/** The first ground that holds, one that needs no consent before one that does; else the closest finding (null: no ground at all). */
function firstThatHolds(grounds: readonly Ground[], context: CellContext, consented = true): Found {
  let closest: Exclude<Finding, { truth: 'HOLDS' }> | null = null;
  let byConsent: Ground | null = null;
  for (const ground of grounds) {
    if (ground.byConsent && (!consented || byConsent !== null)) continue;
    const finding = ground.check(context);
    if (finding.truth === 'HOLDS') {
      if (!ground.byConsent) return { ground };
      byConsent = ground;
    } else if (closest === null || closerThan(finding, closest)) closest = finding;
  }
  return byConsent === null ? { finding: closest } : { ground: byConsent };
}
