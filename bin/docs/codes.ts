// The closed lists of codes in; docs/codes.md out: what each means and what to do next.
import { WITHHELD_WORDS } from '../../gateway/answer/words.ts';
import { ERROR_STATUS, WITHHELD_CODES, type WithheldCode } from '../../schema/names/codes.ts';
import { OUTCOMES, SOURCE_STATUSES, VIAS } from '../../schema/names/decision.ts';

const ERROR_MEANING: Readonly<Record<keyof typeof ERROR_STATUS, string>> = {
  UNAUTHENTICATED: 'No valid token. Ask your issuer for a new one.',
  CALLER_NOT_ALLOWED:
    'The token is valid, but this issuer may not speak for this organisation, or this role has no cases.',
  PURPOSE_MISSING: 'The operation does not say `@access(purpose: ...)`.',
  PURPOSE_NOT_LITERAL: 'The purpose is a variable. Write it in the operation: it is part of what is asked.',
  IDENTIFIER_IN_TEXT: 'A BSN stands in the text of the operation. Pass it as a variable.',
  BAD_USER_INPUT: 'A variable or argument cannot be used. The value is not repeated in the message.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema.',
  OPERATION_NOT_TRUSTED: 'This operation is not among the trusted documents of your application.',
  LIMIT_EXCEEDED: 'The operation is too large; the message names the limit.',
  RATE_LIMITED: 'Too many questions in a short time. Wait as long as `Retry-After` says.',
  SOURCE_UNREACHABLE: 'A holder could not be reached. The rest of the answer is there; `extensions.origin` is its OIN.',
  GATEWAY_STALE: 'This gateway process may have missed a withdrawal and does not guess. Try again.',
  AUDIT_UNAVAILABLE: 'The look could not be recorded, so nothing was shown. Try again later.',
  OVERLOADED: 'The gateway has too much to do. Try again later.',
  INTERNAL: 'A fault of ours. Give the `requestId` to the administrator.',
};

/** In the order of schema/names. */
export function codesPage(): string {
  const withheld = (Object.keys(WITHHELD_CODES) as WithheldCode[]).map(
    (code) => `| \`${code}\` | ${WITHHELD_CODES[code]} | ${WITHHELD_WORDS[code].en} |`,
  );
  const errors = (Object.keys(ERROR_STATUS) as (keyof typeof ERROR_STATUS)[]).map(
    (code) => `| \`${code}\` | ${ERROR_STATUS[code]} | ${ERROR_MEANING[code]} |`,
  );
  return `# Codes

Generated from \`schema/names\` and the sentences of the answer by \`npm run docs\`.

## Withheld

What is closed is \`null\` with an entry in \`extensions.access.withheld\`, never an item in \`errors\`. The codes stand in the order of the checks:
a decision stops at its first failure. What exists is never told: a closed category of which the mere existence is sensitive is always \`NOT_AVAILABLE\`.

| Code | | What to do |
|---|---|---|
${withheld.join('\n')}

## Errors

\`errors[].extensions.code\`, with the HTTP status of the answer.

| Code | HTTP | |
|---|---|---|
${errors.join('\n')}

## Outcomes, ways and statuses

${list('Outcome of a decision', OUTCOMES)}
${list('How a category opened (`via`)', VIAS)}
${list('Status of a holder (`sources`)', SOURCE_STATUSES)}`;
}

function list(title: string, terms: Readonly<Record<string, string>>): string {
  const rows = Object.entries(terms).map(([value, term]) => `| \`${value}\` | ${term} |`);
  return `| ${title} | |\n|---|---|\n${rows.join('\n')}\n`;
}
