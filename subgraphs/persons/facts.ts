// Facts of the register, by the views `persons` and `custody`: ages and custody of the persons of an own case; whose BSN this is. One statement each.
import type postgres from 'postgres';
import {
  type PersonsAnswer,
  type PersonsQuestion,
  personsAnswer,
  type SubjectAnswer,
  type SubjectQuestion,
  subjectAnswer,
} from '../../schema/facts-format.ts';
import type { CustodyKind } from '../../schema/names/relation.ts';

export async function personsFacts(sql: postgres.Sql, question: PersonsQuestion): Promise<PersonsAnswer> {
  const persons = await sql`
    select id, birth_date as "birthDate", deceased_on as "deceasedOn", custody
    from samenzicht.persons where id = any(${question.subjects}) order by id`;
  return personsAnswer.parse({ persons: [...persons] });
}

/** Custody that lets a holder act for the child; whatever is undetermined, suspended or under investigation gives nobody a child. */
export const ACTING: readonly CustodyKind[] = [
  'JOINT_PARENTAL',
  'SOLE_PARENTAL',
  'JOINT',
  'GUARDIANSHIP',
  'PARTLY_INSTITUTION',
];

/** `children`: living children over whom this person has custody today; whether they are old enough to decide is not the register's. */
export async function subjectFacts(sql: postgres.Sql, question: SubjectQuestion): Promise<SubjectAnswer> {
  const [found] = await sql`
    select s.id as subject,
           coalesce((
             select jsonb_agg(c.child order by c.child) from samenzicht.custody c
             where c.holder = s.id and c.deceased_on is null and c.kind = any(${[...ACTING]}) and not c.under_investigation
           ), '[]') as children
    from samenzicht.persons s where s.bsn = ${question.bsn}`;
  return subjectAnswer.parse(found === undefined ? { subject: null, children: [] } : { ...found });
}
