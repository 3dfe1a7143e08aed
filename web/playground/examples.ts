// A persona and all the others in; the example queries it can start from out, its own first.
import { purposeIn, withPurpose } from './purpose-in-text.ts';
import type { Text } from './text-nl.ts';
import type { Persona, Words } from './wire.ts';

export type Example = {
  readonly id: string;
  /** One of the page's own, or what the world says of an act. */
  readonly name: keyof Text['exampleNames'] | Words;
  /** Done or looked up by this persona alone, under the purpose that its text names. */
  readonly act: boolean;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const FAMILY = `members { capacities person { id name { full } } }`;

const CONTACTS = `query WhoIsInvolved($id: ID!) @access(purpose: PURPOSE) {
  household(id: $id) {
    kind
    ${FAMILY}
    contacts { holder { name } fixed team professional { name role phone } }
  }
}
`;

const SAFETY = `query Safety($id: ID!) @access(purpose: PURPOSE) {
  household(id: $id) {
    ${FAMILY}
    safetyPlans { holder { name } status validFrom partsMayBeMissing parts { about heading text } }
    plans { holder { name } kind status validFrom partsMayBeMissing parts { about heading text } }
  }
}
`;

const DECISIONS = `query EveryDecision($id: ID!) @access(purpose: PURPOSE) {
  household(id: $id) {
    ${FAMILY}
    access { subject holder { oin name } source category outcome code rule bases message }
  }
}
`;

const CASELOAD = `query MyCases @access(purpose: PURPOSE) {
  caseload(first: 10) {
    nodes { id kind caseKind openedOn ${FAMILY} }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const BSN_IN_TEXT = `# A BSN belongs in a variable: a text may end up in a log. So this is refused before anything is asked.
query ByBsn @access(purpose: PURPOSE) {
  householdsOf(bsn: "999903883") { id kind openedOn }
}
`;

const ME = `query Me @access(purpose: PURPOSE) {
  me { person { id name { full } birthDate sex custody { kind holderCount } } }
}
`;

export function examplesFor(persona: Persona, all: readonly Persona[]): readonly Example[] {
  const purpose = purposeIn(persona.example.query) ?? persona.purposes[0] ?? 'SUPPORT_PLAN';
  const made = (name: keyof Text['exampleNames'], query: string, variables: Example['variables'] = {}): Example => {
    return { id: name, name, act: false, query: withPurpose(query, purpose), variables };
  };
  const own: Example = { id: 'own', name: 'own', act: false, ...persona.example };
  const acts = persona.acts.map(
    ({ says, query, variables }, at): Example => ({ id: `act-${at}`, name: says, act: true, query, variables }),
  );
  if (persona.organisation === null) return [own, ...acts, made('me', ME)];
  const [household] = persona.households;
  const stranger = all.find(
    ({ organisation, households }) =>
      organisation !== null && organisation.oin !== persona.organisation?.oin && households.length > 0,
  )?.households[0];
  return [
    own,
    ...acts,
    ...(household === undefined
      ? []
      : [
          made('contacts', CONTACTS, { id: household }),
          made('safety', SAFETY, { id: household }),
          made('decisions', DECISIONS, { id: household }),
        ]),
    made('caseload', CASELOAD),
    ...(stranger === undefined ? [] : [made('stranger', CONTACTS, { id: stranger })]),
    made('bsnInText', BSN_IN_TEXT),
  ];
}
