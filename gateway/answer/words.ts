// Every sentence that an answer can hold, in Dutch and English. Each says what to do next; none says what a source holds.
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Caller } from '../vocabulary/caller.ts';

export type Words = { readonly nl: string; readonly en: string };

export const WITHHELD_WORDS: Readonly<Record<WithheldCode, Words>> = {
  PURPOSE_NOT_ALLOWED: {
    nl: 'Dit doel staat niet voor u in het register van verwerkingen. Kies een doel dat bij uw taak hoort.',
    en: 'This purpose is not in the register of processing activities for you. Choose a purpose that fits your task.',
  },
  ROLE_NOT_ALLOWED: {
    nl: 'Uw rol mag dit doel niet gebruiken. Vraag een collega met de juiste rol, of kies een ander doel.',
    en: 'Your role may not use this purpose. Ask a colleague with the right role, or choose another purpose.',
  },
  NO_OWN_CASE: {
    nl: 'Deze persoon staat niet in die hoedanigheid in uw eigen zaak. Controleer de zaak in uw eigen systeem.',
    en: 'This person is not in your own case in that capacity. Check the case in your own system.',
  },
  NO_POLICY: {
    nl: 'Geen beleidsregel opent dit gegeven voor uw rol en doel. Bel de organisatie die het houdt als u het nodig heeft.',
    en: 'No policy rule opens this for your role and purpose. Call the organisation that holds it if you need it.',
  },
  RESTRICTED: {
    nl: 'De verwerking is beperkt (AVG 18). Overleg met de privacy officer van uw organisatie.',
    en: 'Processing is restricted (GDPR 18). Consult the privacy officer of your organisation.',
  },
  NO_LEGAL_BASIS: {
    nl: 'De wet geeft u hiervoor nu geen grondslag. Overleg met de organisatie die het houdt of met uw jurist.',
    en: 'The law gives you no basis for this now. Consult the organisation that holds it, or your legal adviser.',
  },
  NO_VALID_CONSENT: {
    nl: 'Er is geen geldige toestemming. Bespreek met het gezin of zij toestemming willen geven.',
    en: 'There is no valid consent. Discuss with the family whether they want to give it.',
  },
  SPECIAL_DATA: {
    nl: 'Voor bijzondere of strafrechtelijke gegevens is een extra grond nodig, en die is er nu niet. Overleg met uw jurist.',
    en: 'Special or criminal data needs a second ground, and there is none now. Consult your legal adviser.',
  },
  OUT_OF_PERIOD: {
    nl: 'De gevraagde periode valt buiten wat open is. Vraag een latere periode, of laat de datums weg.',
    en: 'The period asked lies outside what is open. Ask a later period, or leave out the dates.',
  },
  NEEDS_NECESSITY: {
    nl: 'Leg eerst vast waarom dit nodig is: per persoon, gegeven en bron, met een code en één regel. Stel de vraag daarna opnieuw.',
    en: 'First record why this is necessary: per person, category and source, with a code and one line. Then ask again.',
  },
  PENDING_RELEASE: {
    nl: 'De organisatie die dit houdt moet het vrijgeven. Doe een verzoek; dat vertelt haar dat u een zaak met deze persoon heeft.',
    en: 'The organisation that holds this has to release it. Send a request; that tells it that you have a case with this person.',
  },
  NOT_RELEASED: {
    nl: 'Er is niets vrijgegeven. Dat zegt niets over wat er bekend is: bel het aanspreekpunt.',
    en: 'Nothing was released. That says nothing about what is known: call the desk.',
  },
  FACT_UNKNOWN: {
    nl: 'Een feit dat hiervoor nodig is, is onbekend. Vul uw eigen zaak aan of controleer het register.',
    en: 'A fact that this needs is unknown. Complete your own case or check the register.',
  },
  FACT_UNAVAILABLE: {
    nl: 'Een feit dat hiervoor nodig is, kon niet worden opgevraagd. Probeer het later opnieuw, of bel.',
    en: 'A fact that this needs could not be looked up. Try again later, or call.',
  },
  EMERGENCY_NOT_OPEN: {
    nl: 'De noodprocedure is hier niet open. Bel de crisisdienst van deze organisatie; bij direct gevaar 112.',
    en: 'The emergency procedure is not open here. Call the crisis line of this organisation; in immediate danger 112.',
  },
  NOT_AVAILABLE: {
    nl: 'Hierover is via deze weg niets beschikbaar. Dat zegt niets over wat er bekend is: bel het aanspreekpunt.',
    en: 'Nothing about this is available this way. That says nothing about what is known: call the desk.',
  },
};

/** For a data subject, who has no case, no organisation and no colleagues: what is worded otherwise than for a professional. */
const OWN_VIEW_WORDS: Readonly<Partial<Record<WithheldCode, Words>>> = {
  NO_POLICY: {
    nl: 'Dit is via deze weg niet te zien. Vraag de organisatie om inzage; dat zegt niets over wat er bekend is.',
    en: 'This cannot be seen this way. Ask the organisation for access; this says nothing about what is known.',
  },
  RESTRICTED: {
    nl: 'De verwerking is beperkt (AVG 18). De functionaris gegevensbescherming van de organisatie kan u meer vertellen.',
    en: 'Processing is restricted (GDPR 18). The data protection officer of the organisation can tell you more.',
  },
  NO_LEGAL_BASIS: {
    nl: 'Dit kunt u niet zelf inzien. Wie u vertegenwoordigt kan de organisatie om inzage vragen.',
    en: 'You cannot see this for yourself. Whoever represents you can ask the organisation for access.',
  },
  PENDING_RELEASE: {
    nl: 'De organisatie zelf geeft vrij wat u hiervan ziet. Vraag haar om inzage; dat zegt niets over wat er bekend is.',
    en: 'The organisation itself releases what you see of this. Ask it for access; this says nothing about what is known.',
  },
  FACT_UNKNOWN: {
    nl: 'Een feit dat hiervoor nodig is, is onbekend. Vraag uw gemeente of uw gegevens in het register kloppen.',
    en: 'A fact that this needs is unknown. Ask your municipality whether your data in the register are right.',
  },
};

export function withheldWords(code: WithheldCode, asker: Caller['kind']): Words {
  return (asker === 'DATA_SUBJECT' ? OWN_VIEW_WORDS[code] : undefined) ?? WITHHELD_WORDS[code];
}

export function noticeFor(asker: Caller['kind'] | null): Words {
  return asker === 'DATA_SUBJECT' ? OWN_VIEW_NOTICE : NOTICE;
}

const OWN_VIEW_NOTICE: Words = {
  nl: 'Dit overzicht is misschien niet volledig. Leeg betekent: niets getoond. Het betekent nooit: niets bekend. Vraag de organisatie zelf om inzage (desks).',
  en: 'This overview may be incomplete. Empty means: nothing shown. It never means: nothing known. Ask the organisation itself for access (desks).',
};

export const NOTICE: Words = {
  nl: 'Leeg betekent: niets getoond. Het betekent nooit: niets bekend. Bel bij twijfel het aanspreekpunt van de organisatie (desks).',
  en: 'Empty means: nothing shown. It never means: nothing known. When in doubt, call the desk of the organisation (desks).',
};

export const UNREACHABLE: Words = {
  nl: 'Deze organisatie is nu niet bereikbaar. Wat zij houdt ontbreekt hier: bel haar, of probeer het later opnieuw.',
  en: 'This organisation cannot be reached now. What it holds is missing here: call it, or try again later.',
};

export const FAILED: Words = {
  nl: 'Er ging iets mis bij ons. Probeer het opnieuw; blijft het misgaan, meld dan de requestId aan uw beheerder.',
  en: 'Something went wrong on our side. Try again; if it goes on, give the requestId to your administrator.',
};
