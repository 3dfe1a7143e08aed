// What is told of an opened case: its household in counts, and a question that is ready to be asked. No name, no BSN.
import type { Member } from '../../demo/case/living-group.ts';
import type { OpenedCase } from '../../demo/case/open-case.ts';
import type { Capacity } from '../../schema/names/capacity.ts';

export interface CaseFacts {
  readonly found: OpenedCase;
  readonly members: readonly Member[];
  readonly holder: string;
  readonly kind: string;
  /** As the holder's professionals see it. */
  readonly household: string;
  /** Undefined: the lead is no persona, so that nobody can be given a token. */
  readonly persona: { readonly id: string; readonly purposes: readonly string[] } | undefined;
  readonly gateway: string;
}

export function caseLines({ found, members, holder, kind, household, persona, gateway }: CaseFacts): string[] {
  const facts = [
    `${found.fresh ? 'Opened' : 'Open already'} at ${holder}: ${kind}, ${found.householdKind}, since ${found.openedOn}.`,
    '',
    `  household   ${household}`,
    `  members     ${members.length}: ${capacitiesOf(members)}`,
    `  custody     ${custodyOf(members)}`,
    `  lead        ${found.lead.name} (${found.lead.id})`,
  ];
  if (persona === undefined)
    return [...facts, '', `${found.lead.id} is no persona of this world: nobody can be given a token for the case.`];
  const purpose = persona.purposes[0] ?? 'SUPPORT_PLAN';
  const query = `query OwnCase($id: ID!) @access(purpose: ${purpose}) { household(id: $id) { kind openedOn members { capacities person { id name { full } birthDate custody { kind holderCount holders { kind personId } } relations { kind personId } } } contacts { holder { name } professional { name phone } } } }`;
  return [
    ...facts,
    '',
    `Ask it as ${persona.id}:`,
    '',
    `  TOKEN=$(npm run --silent token -- ${persona.id})`,
    `  curl -s ${gateway} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${JSON.stringify({ query, variables: { id: household } })}'`,
    '',
    `householdsOf(bsn: $bsn) finds it too, for ${persona.id}, by the BSN of each member.`,
  ];
}

function capacitiesOf(members: readonly Member[]): string {
  const counts = new Map<Capacity, number>();
  for (const { capacity } of members) counts.set(capacity, (counts.get(capacity) ?? 0) + 1);
  return [...counts].map(([capacity, count]) => `${count} ${capacity}`).join(', ');
}

function custodyOf(members: readonly Member[]): string {
  const kinds = members.filter(({ capacity }) => capacity === 'CHILD').map(({ custody }) => custody ?? 'none recorded');
  return kinds.length === 0 ? 'no children' : kinds.join(', ');
}
