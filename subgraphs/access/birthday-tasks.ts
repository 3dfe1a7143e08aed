// After a birthday at 12, 16 or 18 a consent is to be asked again (domain.md 4, birthday rule). Computed when tasks are read, from the consents
// and the day: it needs nothing to run at midnight, and it is gone when it was answered, has ended, or some weeks have passed.
import type { Task } from '../../gateway/vocabulary/books.ts';
import type { Facts, SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { StoredConsent } from '../../gateway/vocabulary/stored.ts';
import { beginOf, birthdayAt, daysAfter } from '../../schema/days.ts';
import { type LocalDate, localDate } from '../../schema/identifiers.ts';

type Age = 12 | 16 | 18;

const NOTES: Readonly<Record<Age, { readonly own: string; readonly team: string }>> = {
  12: {
    own: 'Je bent 12 geworden. Je ouders of voogd zeiden ja op het delen van gegevens over jou. Nu beslis jij zelf mee: zonder jouw ja stopt het. Je mag nee zeggen, dan krijg je gewoon hulp.',
    team: 'Deze jeugdige is 12 geworden. De toestemming van de ouders alleen draagt niet meer. Bespreek het met de jeugdige: die beslist nu zelf mee.',
  },
  16: {
    own: 'Je bent 16 geworden. Wat je zelf hebt goedgevonden blijft gelden, maar je beslist nu alleen. Wil je het zo houden? Zeg dan opnieuw ja, of trek je toestemming in.',
    team: '',
  },
  18: {
    own: 'U bent 18 geworden. Waar u zelf ja op zei blijft gelden. Wilt u dat niet meer? Trek uw toestemming dan in.',
    team: 'Deze jongere is 18 geworden. De eigen toestemming blijft; kijk opnieuw of de hulp en het doel nog kloppen.',
  },
};

export function birthdayTasks(facts: Facts, consents: readonly StoredConsent[], shownDays: number): readonly Task[] {
  const people = new Map([...facts.subjects.values()].map((one) => [one.person, one]));
  return consents.flatMap((consent) => {
    const about = people.get(consent.about);
    const had = about === undefined ? null : lastBirthday(about, facts.clock.today, shownDays);
    if (about === undefined || had === null || consent.until < facts.clock.today) return [];
    return isDue(consent, about, had, facts) ? [taskOf(consent, about, had, facts)] : [];
  });
}

type Birthday = { readonly age: Age; readonly day: LocalDate };

function lastBirthday({ birthDate }: SubjectFacts, today: LocalDate, shownDays: number): Birthday | null {
  const born = birthDate.state === 'KNOWN' ? localDate.safeParse(birthDate.value) : undefined;
  if (born === undefined || !born.success) return null;
  for (const age of [12, 16, 18] as const) {
    const day = birthdayAt(born.data, age);
    if (day <= today && today < daysAfter(day, shownDays)) return { age, day };
  }
  return null;
}

function isDue(
  { id, about, statements }: StoredConsent,
  { isCaller }: SubjectFacts,
  { age, day }: Birthday,
  facts: Facts,
): boolean {
  const before = (at: string): boolean => Date.parse(at) < Date.parse(beginOf(day));
  const own = statements.findLast(({ by }) => by === about);
  const isValid = facts.consents.some((fact) => fact.id === id && fact.valid);
  if (age === 12) {
    const others = statements.filter(({ by, at }) => by !== about && before(at));
    const said = others.length > 0 && others.every(({ answer }) => answer === 'GIVEN');
    // To the team it does not depend on what the child answers, until it is valid again: a no looks like silence.
    return said && !isValid && (!isCaller || own === undefined);
  }
  if (age === 16 && !isCaller) return false;
  return isValid && own !== undefined && own.answer === 'GIVEN' && before(own.at);
}

function taskOf({ id, about }: StoredConsent, { isCaller }: SubjectFacts, { age, day }: Birthday, facts: Facts): Task {
  return {
    id: `${id}-${age}`,
    kind: 'CONSENT_RECONFIRM',
    addressee: facts.organisation === null ? { person: about } : { organisation: facts.organisation },
    roles: [],
    about,
    reference: id,
    dueOn: null,
    state: 'OPEN',
    createdAt: beginOf(day),
    note: isCaller ? NOTES[age].own : NOTES[age].team,
  };
}
