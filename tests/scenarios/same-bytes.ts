// What two answers to the same question may differ in: the record's number and the moments of asking (design.md 4).

/** The body's text without them. */
export function comparable(text: string): string {
  return text.replace(/"recordId":"[^"]*"/, '"recordId":""').replace(/"asOf":"[^"]*"/g, '"asOf":""');
}
