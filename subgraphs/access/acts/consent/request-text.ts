// What somebody is asked: what is shared and with whom in, plain Dutch (B1) that fits the age out, with its version.
import type { Category } from '../../../../schema/names/category.ts';
import { CATEGORY_WORDS } from '../../plain-words.ts';

export type Audience = 'CHILD' | 'ADULT' | 'PARENT';

/** Stands on the consent: each person's own statement holds the version that he or she was shown. */
export const REQUEST_TEXT = 'vraag-1';
const VERSIONS: Readonly<Record<Audience, string>> = {
  CHILD: 'vraag-12-tot-en-met-15-1',
  ADULT: 'vraag-vanaf-16-1',
  PARENT: 'vraag-ouder-1',
};

export function versionFor(audience: Audience): string {
  return VERSIONS[audience];
}

export type Question = {
  readonly audience: Audience;
  /** Names of organisations. */
  readonly recipient: string;
  readonly holder: string;
  readonly categories: readonly Category[];
  /** In words: `19 november 2027`. */
  readonly until: string;
  /** For a child: whether those with custody are needed as well. */
  readonly parentsToo: boolean;
};

export function requestTextFor(question: Question): string {
  const { audience, recipient, holder, until } = question;
  const what = question.categories.map((category) => `- ${wordsFor(audience, category)}`).join('\n');
  switch (audience) {
    case 'CHILD':
      return `${recipient} wil graag iets over jou weten van ${holder}. Het gaat om:
${what}
Zo kunnen de mensen die jou helpen beter samenwerken.
Jij beslist. Ook als je ouders ja zeggen, mag jij nee zeggen.${question.parentsToo ? ' Zeg jij ja? Dan moeten ook je ouders of je voogd ja zeggen. Zij zien niet wat jij zei.' : ''}
Zeg je nee? Dan krijg je gewoon hulp. Degene die het vraagt krijgt niet te zien dat jij nee zei.
Zeg je ja? Dan mag het tot en met ${until}. Je kunt altijd stoppen. Je hoeft niet te zeggen waarom.
Snap je iets niet? Vraag het aan iemand die jou helpt. Of bel gratis de Kindertelefoon: 0800 0432.`;
    case 'ADULT':
      return `${recipient} vraagt of ${holder} deze gegevens over u mag laten zien:
${what}
Zo kunnen de mensen die u helpen beter samenwerken.
U beslist zelf. Zegt u nee? Dan krijgt u gewoon hulp. Degene die het vraagt krijgt niet te zien dat u nee zei.
Zegt u ja? Dan mag het tot en met ${until}. U kunt altijd stoppen. U hoeft niet te zeggen waarom.
Hebt u vragen? Stel ze aan ${recipient}.`;
    case 'PARENT':
      return `${recipient} vraagt of ${holder} deze gegevens over uw kind mag laten zien:
${what}
Zo kunnen de mensen die uw kind helpen beter samenwerken.
U beslist omdat u het gezag hebt. Heeft nog iemand het gezag, dan moet die ook ja zeggen. Is uw kind 12 jaar of ouder, dan beslist het zelf mee.
Zegt u nee? Dan krijgt uw kind gewoon hulp. Degene die het vraagt krijgt niet te zien dat u nee zei.
Zegt u ja? Dan mag het tot en met ${until}. U kunt altijd stoppen. U hoeft niet te zeggen waarom.
Hebt u vragen? Stel ze aan ${recipient}.`;
    default:
      return audience satisfies never;
  }
}

/** What consent can open, in the words of a child about itself and of a parent about a child. */
export const OWN_WORDS: Readonly<Partial<Record<Category, { readonly child: string; readonly parent: string }>>> = {
  CONTACT_DETAILS: { child: 'hoe jij te bereiken bent', parent: 'hoe uw kind te bereiken is' },
  INVOLVEMENT: { child: 'wie jou daar helpt', parent: 'wie uw kind daar helpt' },
  SUPPORT: { child: 'welke hulp jij krijgt', parent: 'welke hulp uw kind krijgt' },
  PLAN: { child: 'wat er in jouw plan staat', parent: 'wat er in het plan van uw kind staat' },
  LIFE_DOMAINS: {
    child: 'hoe het met jou gaat, thuis en daarbuiten',
    parent: 'hoe het met uw kind gaat, per onderwerp',
  },
  SAFETY: { child: 'hoe veilig het bij jou is', parent: 'hoe veilig het bij uw kind is' },
  SAFETY_PLAN: {
    child: 'wat is afgesproken zodat jij veilig bent',
    parent: 'afspraken over de veiligheid van uw kind',
  },
  JOURNAL: { child: 'wat is opgeschreven van gesprekken met jou', parent: 'aantekeningen van gesprekken over uw kind' },
  MEASURE: { child: 'wat de rechter over jou heeft beslist', parent: 'een maatregel van de rechter over uw kind' },
  CRIMINAL: {
    child: 'contact dat jij had met politie of justitie',
    parent: 'contact van uw kind met politie of justitie',
  },
  FINANCIAL: { child: 'geldzaken die over jou gaan', parent: 'geldzaken van uw kind' },
  EDUCATION: { child: 'hoe het op school gaat', parent: 'de school of opleiding van uw kind' },
  HEALTH: { child: 'jouw gezondheid', parent: 'de gezondheid van uw kind' },
};

function wordsFor(audience: Audience, category: Category): string {
  const own = OWN_WORDS[category];
  if (audience === 'ADULT' || own === undefined) return CATEGORY_WORDS[category].nl;
  return audience === 'CHILD' ? own.child : own.parent;
}
