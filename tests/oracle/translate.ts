// Law rows and rules in; Cedar policies out, one for each step of each rule (and of each disclosure ground of it), and the paths they make.
// Written from the meaning of the data (law-row.ts, policy-rule.ts, design.md 5), with nothing of gateway/decide.
import type { LawRow } from '../../gateway/vocabulary/law-row.ts';
import type { PolicyRule } from '../../gateway/vocabulary/policy-rule.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { RuleCapacity } from '../../schema/names/capacity.ts';
import { ALWAYS, all, any, holdsAny, NEVER, oneOf, quoted, where } from './cedar-text.ts';
import { conditionText } from './condition-text.ts';

/** The order of the checks (design.md 5). DISCLOSURE ends with consent; only NECESSITY and RELEASE leave something to be done by the asker or the holder. */
export const STEPS = [
  'SCOPE',
  'CAPACITY',
  'COVERED',
  'RESTRICTED',
  'PROCESSING',
  'DISCLOSURE',
  'SPECIAL',
  'PERIOD',
  'NECESSITY',
  'ANSWER',
  'RELEASE',
] as const;
export type Step = (typeof STEPS)[number];

/** One way to open something: each of its steps is a policy, or nothing where the step asks nothing. */
export type Path = {
  readonly rule: string;
  readonly steps: readonly { readonly step: Step; readonly policy: string }[];
};
export type Translation = { readonly policies: Readonly<Record<string, string>>; readonly paths: readonly Path[] };

const SPECIAL = ['HEALTH', 'CRIMINAL', 'MEDICAL_ALERT'];
/** Involvement, custody, measure and safety plan open under powers without a stated necessity (design.md 5). */
const BASE = ['INVOLVEMENT', 'CUSTODY', 'MEASURE', 'SAFETY_PLAN'];
export const DEFAULT_MONTHS = 24;

/** What a standing release may open at most (design.md 6). */
const STANDING = ['INVOLVEMENT', 'MEASURE', 'PLAN'];

const CONSENTED = 'resource.consented';
const OWN = '(principal has organisation && principal.organisation == resource.holder)';
/** Minutes long, named people, at another organisation that signed for it, asked as what it is. */
const IN_EMERGENCY = all([
  'context.purpose == "ACUTE_DANGER"',
  'resource.inDanger',
  'resource.emergencyProfile',
  `!${OWN}`,
]);
const NOT_RESTRICTED = '!resource.restricted';
/** A seconded professional brings powers only from where the case is: the mother organisation, with a task taken on (a claim). */
const POWERS = '(!(principal has mother) || (principal.mother == principal.organisation && context.hasClaims))';

/** Every policy says in full for whom it holds, so that leaving out rules that cannot matter changes nothing. */
export function translate({ law, rules }: Pick<PolicySet, 'law' | 'rules'>): Translation {
  const rows = new Map(law.map((row) => [row.id as string, row]));
  const policies: Record<string, string> = {};
  const paths = rules.flatMap((rule) => pathsOf(rule, rows, policies));
  return { policies, paths };
}

function pathsOf(rule: PolicyRule, law: ReadonlyMap<string, LawRow>, policies: Record<string, string>): Path[] {
  const cited = (ids: readonly string[]) => ids.flatMap((id) => law.get(id) ?? []);
  const put = (ground: string, step: Step, text: string): Path['steps'] => {
    if (text === ALWAYS) return [];
    const policy = `${rule.id}${ground}#${step}`;
    policies[policy] = `permit(principal, action, resource) when { ${text} };`;
    return [{ step, policy }];
  };
  const emergency = cited([...rule.processing, ...rule.disclosure, ...rule.special]).some(
    ({ emergencyOnly }) => emergencyOnly === true,
  );
  const before = [
    ...put('', 'SCOPE', scopeOf(rule)),
    ...put('', 'CAPACITY', inCapacity(rule.about)),
    ...put('', 'COVERED', all([...rule.conditions.map(conditionText), emergency ? IN_EMERGENCY : ALWAYS])),
    ...put('', 'RESTRICTED', any([NOT_RESTRICTED, all([`!${OWN}`, switchedOn('restriction-yields-to-duty')])])),
    ...put('', 'PROCESSING', all([entitled(rule), any(cited(rule.processing).map((row) => processes(row, rule)))])),
  ];
  const after = [
    ...put(
      '',
      'SPECIAL',
      where(
        oneOf(
          'resource.category',
          SPECIAL.filter((category) => rule.categories.some((one) => one === category)),
        ),
        any(cited(rule.special).map((row) => specially(row, rule))),
      ),
    ),
    ...put('', 'PERIOD', withinPeriod(rule)),
    ...put('', 'NECESSITY', emergency ? ALWAYS : necessary(rule)),
  ];
  // Where only a processing ground that rests on consent holds, the family has to consent, whatever the holder's ground.
  const freely = cited(rule.processing).filter((row) => row.consent === 'NONE');
  const processedFreely =
    freely.length === cited(rule.processing).length
      ? ALWAYS
      : any([CONSENTED, ...freely.map((row) => processes(row, rule))]);
  if (rule.source.whose === 'OWN') {
    return [{ rule: rule.id, steps: [...before, ...put('', 'DISCLOSURE', processedFreely), ...after] }];
  }
  const grounds = cited(rule.disclosure).filter(({ force }) => force === 'MUST' || force === 'MAY');
  const provides = grounds.map((row) => all([oneOf('resource.holderKind', row.sources), serves(row)]));
  const paths = grounds.map((row, at): Path => {
    const ground = `/${row.id}`;
    const byConsent = row.consent === 'REQUIRED';
    const released = row.force === 'MAY' && !byConsent && row.emergencyOnly !== true ? releasedUnder(row) : ALWAYS;
    const freely = all([processedFreely, any(['resource.source == "PERSONS"', POWERS])]);
    return {
      rule: rule.id,
      steps: [
        ...before,
        ...put(ground, 'SCOPE', provides[at] ?? NEVER),
        ...put(ground, 'RESTRICTED', row.force === 'MUST' ? ALWAYS : NOT_RESTRICTED),
        ...put(
          ground,
          'DISCLOSURE',
          all([holds(row, rule), byConsent ? CONSENTED : freely, row.unaskedOnly === true ? released : ALWAYS]),
        ),
        ...after,
        // Asked, and not answered in time: the same as a no.
        ...put(ground, 'ANSWER', any(released === ALWAYS ? [ALWAYS] : [released, '!resource.askedInVain'])),
        ...put(ground, 'RELEASE', released),
      ],
    };
  });
  const without = [...put('/none', 'SCOPE', `!${any(provides)}`), ...put('/none', 'DISCLOSURE', NEVER)];
  return [...paths, { rule: rule.id, steps: [...before, ...without] }];
}

/** Under powers or a measure nothing opens to whose powers do not work here, the own file no more than another's. */
function entitled({ regime, source }: PolicyRule): string {
  return (regime === 'POWERS' || regime === 'MEASURE') && source.kind !== 'PERSONS' ? POWERS : ALWAYS;
}

function scopeOf({ recipient, source, categories }: PolicyRule): string {
  return all([
    oneOf('principal.kind', recipient.kinds.length === 0 ? ['DATA_SUBJECT'] : recipient.kinds),
    oneOf('principal.role', recipient.roles),
    oneOf('context.purpose', recipient.purposes),
    `resource.source == ${quoted(source.kind)}`,
    source.holders === undefined ? ALWAYS : oneOf('resource.holderKind', source.holders),
    source.whose === 'OWN' ? OWN : `!${OWN}`,
    oneOf('resource.category', categories),
  ]);
}

/** A parent is with or without custody today; where both kinds are named, custody need not be known. */
function inCapacity(named: readonly RuleCapacity[]): string {
  const recorded = named.filter((one) => one !== 'PARENT_WITH_CUSTODY' && one !== 'PARENT_WITHOUT_CUSTODY');
  const ofParents = named.filter((one) => one === 'PARENT_WITH_CUSTODY' || one === 'PARENT_WITHOUT_CUSTODY');
  const isParent = 'resource.capacities.contains("PARENT")';
  const today = all([isParent, 'resource has custodyToday', holdsAny('resource.custodyToday', ofParents)]);
  return any([holdsAny('resource.capacities', recorded), ofParents.length === 2 ? isParent : today]);
}

/** For this recipient (the right of a data subject names no organisation) and category. */
function serves({ recipients, regimes, categories }: LawRow): string {
  const toSubject = regimes.includes('SUBJECT_RIGHT') ? 'principal.kind == "DATA_SUBJECT"' : NEVER;
  return all([any([oneOf('principal.kind', recipients), toSubject]), oneOf('resource.category', categories)]);
}

/** In force today, about somebody whom the rule names too, under its own conditions. */
function holds(row: LawRow, rule: PolicyRule): string {
  return all([
    `context.today >= ${numberOfDay(row.validFrom)}`,
    row.validUntil === null ? ALWAYS : `context.today <= ${numberOfDay(row.validUntil)}`,
    inCapacity(row.about.filter((capacity) => rule.about.includes(capacity))),
    ...row.conditions.map(conditionText),
  ]);
}

function processes(row: LawRow, rule: PolicyRule): string {
  return row.force === 'LIMIT' ? NEVER : all([serves(row), holds(row, rule)]);
}

/** Special data: a second ground; one that rests on consent serves where a consent that names the cell is at hand. */
function specially(row: LawRow, rule: PolicyRule): string {
  if (!row.specialGround) return NEVER;
  return all([row.consent === 'REQUIRED' ? CONSENTED : ALWAYS, serves(row), holds(row, rule)]);
}

function withinPeriod({ monthsBefore = DEFAULT_MONTHS }: PolicyRule): string {
  const asks = ['context.ask1', 'context.ask2'];
  const notAsked = '!(context has ask1)';
  const ordered = (ask: string) => any([`!(${ask} has from)`, `!(${ask} has until)`, `${ask}.from <= ${ask}.until`]);
  if (monthsBefore === null) return any([notAsked, ...asks.map((ask) => all([present(ask), ordered(ask)]))]);
  const start = `context.${startOf(monthsBefore)}`;
  const reaches = (ask: string) =>
    any([
      `!(${ask} has until)`,
      all([`${ask}.until >= ${start}`, `${ask}.until >= resource.minorityEnds`, ordered(ask)]),
    ]);
  return all([
    `context has ${startOf(monthsBefore)}`,
    'resource has minorityEnds',
    any([notAsked, ...asks.map((ask) => all([present(ask), reaches(ask)]))]),
  ]);
}

function present(ask: string): string {
  return ask.replace('.', ' has ').replace(/^(.*)$/, '($1)');
}

function necessary({ regime, source }: PolicyRule): string {
  if (source.whose === 'OWN' || source.kind === 'PERSONS' || (regime !== 'POWERS' && regime !== 'MEASURE'))
    return ALWAYS;
  return any([oneOf('resource.category', BASE), 'resource.stated']);
}

function releasedUnder({ id }: LawRow): string {
  return any([
    `resource.released.contains(${quoted(id)})`,
    all([oneOf('resource.category', STANDING), `resource.releasedToAll.contains(${quoted(id)})`]),
  ]);
}

function switchedOn(name: string): string {
  return conditionText({ kind: 'SWITCH', name });
}

/** The attribute that holds the day so many months before the case was opened. */
export function startOf(months: number): string {
  return `start${months}`;
}

/** Days as numbers that compare as they do: 2026-11-22 is 20261122. */
export function numberOfDay(day: string): number {
  return Number(day.replaceAll('-', ''));
}
