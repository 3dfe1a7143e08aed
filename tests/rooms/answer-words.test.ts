// What a closed cell is called depends on who asks: a data subject has no case, no organisation and no colleagues.
import { describe, expect, test } from 'vitest';
import { withheldWords } from '../../gateway/answer/words.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import { valuesOf } from '../../schema/names/define.ts';

/** The codes that rules of an own view can come short with (policies/default/own-view.yaml): a right, a release, an age, no rule. */
const IN_AN_OWN_VIEW = [
  'NO_POLICY',
  'RESTRICTED',
  'NO_LEGAL_BASIS',
  'PENDING_RELEASE',
  'NOT_RELEASED',
  'FACT_UNKNOWN',
  'FACT_UNAVAILABLE',
  'NOT_AVAILABLE',
] as const;

describe('the words of a closed cell', () => {
  test('tell a professional that a request tells of the own case', () => {
    expect(withheldWords('PENDING_RELEASE', 'PROFESSIONAL')).toEqual({
      nl: 'De organisatie die dit houdt moet het vrijgeven. Doe een verzoek; dat vertelt haar dat u een zaak met deze persoon heeft.',
      en: 'The organisation that holds this has to release it. Send a request; that tells it that you have a case with this person.',
    });
  });

  test('tell a data subject to ask the organisation, and that this says nothing of what it holds', () => {
    expect(withheldWords('PENDING_RELEASE', 'DATA_SUBJECT')).toEqual({
      nl: 'De organisatie zelf geeft vrij wat u hiervan ziet. Vraag haar om inzage; dat zegt niets over wat er bekend is.',
      en: 'The organisation itself releases what you see of this. Ask it for access; this says nothing about what is known.',
    });
  });

  test.each(IN_AN_OWN_VIEW)(
    'of %s speak to a data subject of no case, colleague, adviser or organisation of one’s own',
    (code) => {
      const { nl, en } = withheldWords(code, 'DATA_SUBJECT');
      expect(`${nl} ${en}`).not.toMatch(/zaak|collega|jurist|privacy officer|uw organisatie|uw rol/i);
      expect(`${nl} ${en}`).not.toMatch(/\bcase\b|colleague|legal adviser|your organisation|your role/i);
    },
  );

  test('are there for every code and either asker', () => {
    const codes = valuesOf(WITHHELD_CODES);
    expect(codes.length).toBe(16);
    for (const code of codes) {
      for (const asker of ['PROFESSIONAL', 'DATA_SUBJECT'] as const) {
        const { nl, en } = withheldWords(code, asker);
        expect(nl).toMatch(/\.$/);
        expect(en).toMatch(/\.$/);
      }
    }
  });
});
