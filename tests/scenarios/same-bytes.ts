// What two answers to the same question may differ in: the record's number and the moments of asking (design.md 4).

/** The body's text without them. Records of sources have numbers too: only the one of the answer itself is left out. */
export function comparable(text: string): string {
  return text
    .replace(/("access":\{"requestId":"[^"]*",)"recordId":"[^"]*"/, '$1"recordId":""')
    .replace(/"asOf":"[^"]*"/g, '"asOf":""');
}
