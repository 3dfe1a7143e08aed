// Facts of a holder: the own cases of a professional, by the views own_cases, own_involvement and case_bsn. One statement per question.
import type postgres from 'postgres';
import { type OwnCasesAnswer, type OwnCasesQuestion, ownCasesAnswer } from '../../schema/facts-format.ts';

/**
 * Cases in which this professional, or a team while he or she was a member, was ever involved. Each case names that involvement only
 * (`professional` is always the one who asks), not that of colleagues. `anyone`: a case that is named without any involvement as well.
 */
export async function ownCasesOf(sql: postgres.Sql, question: OwnCasesQuestion): Promise<OwnCasesAnswer> {
  const { select } = question;
  const household = 'household' in select ? select.household : null;
  const { bsn, on } = 'bsn' in select ? select : { bsn: null, on: null };
  const cases = await sql`
    select c.id, c.kind, c.household_kind as "householdKind", c.opened_on as "openedOn", c.closed_on as "closedOn", c.region,
           c.persons, c.claims,
           coalesce(jsonb_agg(jsonb_build_object(
             'professional', i.professional, 'team', i.team, 'kind', i.kind, 'from', i.from_day, 'until', i.until_day
           ) order by i.from_day, i.kind) filter (where i.case_id is not null), '[]') as involvement
    from samenzicht.own_cases c
    left join samenzicht.own_involvement i on i.case_id = c.id and i.professional = ${question.professional}
    where (i.case_id is not null or ${question.anyone === true && !('all' in select)})
      and (${household}::text is null or c.id = ${household})
      and (${bsn}::text is null or exists (
        select from samenzicht.case_bsn b
        where b.case_id = c.id and b.bsn = ${bsn} and b.from_day <= ${on} and (b.until_day is null or b.until_day >= ${on})
      ))
    group by c.id, c.kind, c.household_kind, c.opened_on, c.closed_on, c.region, c.persons, c.claims
    order by c.opened_on desc, c.id`;
  return ownCasesAnswer.parse({ cases: [...cases] });
}
