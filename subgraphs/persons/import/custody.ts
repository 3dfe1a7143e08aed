// Who has custody over a child, from the child's list and its parents': first what a court or the custody register said (category 11), else
// what follows from the law. Pure. Whatever is not certain CANNOT_BE_DETERMINED: nobody's consent is built on it. Rules: docs/import.md.
import { type Bsn, type LocalDate, localDate, type PartialDate } from '../../../schema/identifiers.ts';
import type { CustodyKind, RelationKind } from '../../../schema/names/relation.ts';
import { isMinor } from './dates.ts';
import type { ParentFact, PersonList } from './person-list.ts';

export interface ImportedCustody {
  readonly kind: CustodyKind;
  readonly underInvestigation: boolean;
  /** Null: somebody whom the list does not name. */
  readonly holders: readonly { readonly bsn: Bsn | null; readonly kind: RelationKind }[];
}

/** Lists of parents by BSN; absent: somebody of whom only a child's list is known. */
export type Lists = ReadonlyMap<string, PersonList>;

/** Null: an adult, or dead. */
export function custodyOf(child: PersonList, parents: Lists, on: LocalDate): ImportedCustody | null {
  if (child.deceasedOn !== null || isMinor(child.birthDate, on) === false) return null;
  const { legal } = child;
  const underInvestigation =
    legal.custodyUnderInvestigation ||
    (legal.custodyCode === null &&
      (legal.birthUnderInvestigation || legal.parents.some((parent) => parent.underInvestigation)));
  const found =
    legal.custodyCode === null ? derived(child, parents, on) : recorded(legal.custodyCode, child, parents, on);
  return { underInvestigation, ...found };
}

type Found = Pick<ImportedCustody, 'kind' | 'holders'>;

export const UNDETERMINED: Found = { kind: 'CANNOT_BE_DETERMINED', holders: [] };
/** Somebody who is no parent, and whom the list does not name. */
const GUARDIAN = { bsn: null, kind: 'GUARDIAN' } as const;
const THIRD = { bsn: null, kind: 'OTHER' } as const;

/** 32.10: 1 and 2 are the parents, D a third. Any other code (C, CD, 1C, 2C, 3C, 3D are seen) means nothing that we have found written down. */
function recorded(code: string, child: PersonList, parents: Lists, on: LocalDate): Found {
  const [first, second] = child.legal.parents;
  switch (code) {
    case '12':
      return joint(first, second, parents, on);
    case '1':
      return sole(first, parents, on);
    case '2':
      return sole(second, parents, on);
    case '1D':
      return together(first, parents, on);
    case '2D':
      return together(second, parents, on);
    case 'D':
      return { kind: 'GUARDIANSHIP', holders: [GUARDIAN] };
    default:
      return UNDETERMINED;
  }
}

function joint(first: ParentFact, second: ParentFact, parents: Lists, on: LocalDate): Found {
  const standing = [standingOf(first, parents, on), standingOf(second, parents, on)] as const;
  if (standing[0] === 'MAY' && standing[1] === 'MAY')
    return { kind: 'JOINT_PARENTAL', holders: [holder(first), holder(second)] };
  // BW 1:253f: after the death of one, the other parent has custody alone.
  if (standing[0] === 'DEAD' && standing[1] === 'MAY') return { kind: 'SOLE_PARENTAL', holders: [holder(second)] };
  if (standing[0] === 'MAY' && standing[1] === 'DEAD') return { kind: 'SOLE_PARENTAL', holders: [holder(first)] };
  return UNDETERMINED;
}

function sole(parent: ParentFact, parents: Lists, on: LocalDate): Found {
  if (standingOf(parent, parents, on) !== 'MAY') return UNDETERMINED;
  return { kind: 'SOLE_PARENTAL', holders: [holder(parent)] };
}

function together(parent: ParentFact, parents: Lists, on: LocalDate): Found {
  if (standingOf(parent, parents, on) !== 'MAY') return UNDETERMINED;
  return { kind: 'JOINT', holders: [holder(parent), THIRD] };
}

const holder = (parent: ParentFact) => ({ bsn: parent.bsn, kind: 'PARENT' }) as const;

/** BW 1:246: a minor and an adult under guardianship have no custody. Of a parent without a list nothing speaks against it. */
function standingOf(parent: ParentFact, parents: Lists, on: LocalDate): 'MAY' | 'DEAD' | 'UNCERTAIN' {
  if (parent.state !== 'KNOWN' || parent.bsn === null) return 'UNCERTAIN';
  const list = parents.get(parent.bsn);
  if (list === undefined) return 'MAY';
  if (list.deceasedOn !== null) return 'DEAD';
  return list.legal.underGuardianship || isMinor(list.birthDate, on) !== false ? 'UNCERTAIN' : 'MAY';
}

/** No court decision is on the list. Only what the lists of child and parents prove together. */
function derived(child: PersonList, parents: Lists, on: LocalDate): Found {
  const { legal } = child;
  if (child.birthDate === null || isMinor(child.birthDate, on) === null) return UNDETERMINED;
  if (legal.custodyEnded || legal.suspended || legal.livedAbroad || !legal.bornInNetherlands) return UNDETERMINED;
  const [first, second] = legal.parents;
  if (second.state === 'NONE') return onlyParent(child.birthDate, first, parents, on);
  if (first.state === 'NONE') return onlyParent(child.birthDate, second, parents, on);
  const lists = [listOf(first, parents), listOf(second, parents)] as const;
  if (lists[0] === undefined || lists[1] === undefined || first.bsn === second.bsn) return UNDETERMINED;
  switch (marriageOf(lists[0], lists[1], child.birthDate)) {
    case 'SINCE_BIRTH':
      // BW 1:251, 253aa: custody together during a marriage or partnership, and after it.
      return joint(first, second, parents, on);
    case 'NEVER':
      return unmarried(child.birthDate, [first, second], parents, on);
    case 'UNCERTAIN':
      return UNDETERMINED;
  }
}

/** Nothing of the parent may be left out: neither the list nor what happened since it was suspended. */
function listOf(parent: ParentFact, parents: Lists): PersonList | undefined {
  if (parent.state !== 'KNOWN' || parent.bsn === null) return undefined;
  const list = parents.get(parent.bsn);
  return list === undefined || list.legal.suspended || !list.legal.partnershipsComplete ? undefined : list;
}

/** Whether these two were married or registered partners at the birth or later; one list that says so is enough. */
function marriageOf(one: PersonList, other: PersonList, birth: PartialDate): 'SINCE_BIRTH' | 'NEVER' | 'UNCERTAIN' {
  const between = [
    ...one.legal.partnerships.filter((with_) => with_.other === other.bsn),
    ...other.legal.partnerships.filter((with_) => with_.other === one.bsn),
  ];
  let certain: 'NEVER' | 'UNCERTAIN' = 'NEVER';
  for (const { dissolved, until } of between) {
    const order = !dissolved ? 1 : until === null ? null : compare(until, birth);
    if (order === 1) return 'SINCE_BIRTH';
    if (order === null) certain = 'UNCERTAIN';
  }
  return certain;
}

/** 1: surely later or the same day; -1: surely earlier; null: within the same year, of which no day is known. */
function compare(date: PartialDate, than: PartialDate): 1 | -1 | null {
  const length = Math.min(date.length, than.length);
  const [a, b] = [date.slice(0, length), than.slice(0, length)];
  if (a === b) return date.length === 10 && than.length === 10 ? 1 : null;
  return a > b ? 1 : -1;
}

/** BW 1:251b: who recognised a child from this day on has custody with the mother, with exceptions that no list shows. */
const RECOGNITION_GIVES_CUSTODY = localDate.parse('2023-01-01');

/** BW 1:253b: the mother alone. */
function unmarried(birth: PartialDate, both: readonly ParentFact[], parents: Lists, on: LocalDate): Found {
  const mothers = both.filter((parent) => gaveBirth(parent, birth));
  const [father] = both.filter(({ sex }) => sex === 'MALE');
  const [mother] = mothers;
  if (mother === undefined || mothers.length > 1 || father === undefined) return UNDETERMINED;
  if (perhapsMarriedAt(birth, listOf(mother, parents))) return UNDETERMINED;
  if (father.since === null || compare(father.since, RECOGNITION_GIVES_CUSTODY) !== -1) return UNDETERMINED;
  return sole(mother, parents, on);
}

/** BW 1:253b. */
function onlyParent(birth: PartialDate, mother: ParentFact, parents: Lists, on: LocalDate): Found {
  if (!gaveBirth(mother, birth) || perhapsMarriedAt(birth, listOf(mother, parents))) return UNDETERMINED;
  return sole(mother, parents, on);
}

/** Her husband or partner at the birth shares custody also when he is no parent (BW 1:253sa), or was the father in law until somebody else was. */
function perhapsMarriedAt(birth: PartialDate, mother: PersonList | undefined): boolean {
  if (mother === undefined) return true;
  return mother.legal.partnerships.some(({ from, until, dissolved }) => {
    const begunLater = from !== null && from !== birth && compare(from, birth) === 1;
    const overBefore = dissolved && until !== null && compare(until, birth) === -1;
    return !begunLater && !overBefore;
  });
}

/** A woman who is a parent since the very day of birth; who became it later adopted the child. Of two women it is not on the list which. */
function gaveBirth({ sex, since }: ParentFact, birth: PartialDate): boolean {
  return sex === 'FEMALE' && since === birth && birth.length === 10;
}
