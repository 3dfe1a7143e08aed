// A row of the law table held against itself: who provides, when it is in force, what is unsure, and how a row that is no ground is met.
import { isGround, type LawRow } from './law-row.ts';

type Fault = { readonly path: string; readonly reason: string };

export function checkRow(row: LawRow): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (path: string, reason: string) => faults.push({ path, reason });
  const provides = row.force === 'MUST' || row.force === 'MAY';
  if (provides && row.sources.length === 0) fault('sources', `a ${row.force} row names who provides`);
  if (row.force === 'OWN' && row.sources.length > 0) {
    fault('sources', 'an OWN row gives no claim on a source, so it names none');
  }
  if (row.validUntil !== null && row.validUntil < row.validFrom) fault('validUntil', 'it ends before it begins');
  if (row.unaskedOnly === true && row.force !== 'MAY')
    fault('unaskedOnly', 'only a MAY row can be provided unasked only');
  if (row.emergencyOnly === true && (row.force === 'MUST' || row.consent === 'REQUIRED' || row.unaskedOnly === true)) {
    fault(
      'emergencyOnly',
      'a row of the emergency procedure is weighed by the holder beforehand: MAY or OWN, without consent, on request',
    );
  }
  if (row.consent === 'REQUIRED' && row.force === 'MUST') {
    fault('consent', 'a duty does not wait for consent: a row that does is MAY');
  }
  if (!isGround(row) && row.met === undefined) {
    fault('met', 'a row that opens nothing says how the gateway meets it, or why it does not evaluate it');
  }
  if (isGround(row) && row.about.length === 0) fault('about', 'a ground names about whom');
  if (isGround(row) && row.regimes.length === 0) fault('regimes', 'a ground names its regimes');
  if (row.certainty === 'U') {
    if (isGround(row) && !row.conditions.some(({ kind }) => kind === 'SWITCH')) {
      fault('conditions', 'an unsure row opens nothing by itself: it waits for a switch');
    }
    if (row.question === null) fault('question', 'an unsure row asks the jurist a question');
  }
  return faults;
}
