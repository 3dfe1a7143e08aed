// The text of an operation enters; whether a BSN stands in it leaves. A BSN travels as a variable only (design 4, attack 6c).
import { type DocumentNode, Kind, visit } from 'graphql';
import { bsn } from '../../schema/identifiers.ts';

const NINE_DIGITS = /(?<!\d)\d{9}(?!\d)/g;
const SEPARATORS = /(?<=\d)[ .\-_](?=\d)/g;

/** Looks at everything that is written: literals and defaults (also escaped or with separators), aliases, names and comments. */
export function holdsBsn(text: string, document: DocumentNode): boolean {
  if (anyBsn(text.normalize('NFKC'))) return true;
  let found = false;
  visit(document, {
    StringValue: (node) => {
      const plain = node.value.normalize('NFKC');
      found ||= anyBsn(plain) || anyBsn(plain.replace(SEPARATORS, ''));
    },
    // 8 digits: a BSN that begins with 0, written as a number.
    [Kind.INT]: (node) => {
      found ||= anyBsn(node.value.length === 8 ? `0${node.value}` : node.value);
    },
  });
  return found;
}

function anyBsn(text: string): boolean {
  return (text.match(NINE_DIGITS) ?? []).some((digits) => bsn.safeParse(digits).success);
}
