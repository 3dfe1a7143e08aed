// The classes of attack and failure that the hostile tests are held against, each seen in a real system; why one cannot apply here.
export type AttackClass = {
  readonly id: string;
  readonly says: string;
  /** Absent: it can apply, so that a test has to name it. */
  readonly notHere?: string;
  /** What of it cannot apply yet. */
  readonly part?: string;
};

export const ATTACK_CLASSES: readonly AttackClass[] = [
  { id: '1', says: 'a guarded field under an alias' },
  { id: '2', says: 'a guarded field in named, inline and nested fragments' },
  { id: '3', says: 'a guarded field by an interface, a union, or a type with a stricter rule' },
  { id: '4', says: 'interface objects and @key on an interface' },
  { id: '5', says: 'a directive that is renamed or imported under another name' },
  { id: '6', says: '@requires, @provides and @fromContext that pull a guarded field, or send it to another holder' },
  { id: '6b', says: 'a classification lost in composition' },
  { id: '6c', says: 'somebody’s number as a literal in an operation' },
  { id: '7', says: 'a selection of __typename alone that proves something is there' },
  { id: '8', says: 'a guarded type by a second path with a weaker relation' },
  { id: '9', says: '_entities and _service at the public edge and at a subgraph' },
  { id: '10', says: '@include, @skip and the defaults of variables' },
  { id: '11', says: 'introspection of what is hidden' },
  { id: '12', says: 'lists of operations, many aliases, deep nesting, huge lists' },
  { id: '13', says: 'GET, odd content types, requests from another site' },
  { id: '14', says: 'a mutation by GET' },
  { id: '15', says: 'an unknown stored operation in production' },
  { id: '16', says: 'fields with the names of a prototype' },
  { id: '17', says: 'filter and order on a guarded field' },
  { id: '18', says: 'totals, cursors and empty pages' },
  { id: '19', says: 'a check that is skipped on the second page' },
  { id: '20', says: 'absent, closed and null told apart by status, body or calls' },
  { id: '21', says: 'a denied non-null field that erases an allowed parent, or reveals it' },
  { id: '22', says: 'membership of a household that tells of a secret address or a report' },
  { id: '23', says: 'the words and addresses of a failing subgraph' },
  { id: '24', says: 'policies that partners can read' },
  { id: '25', says: 'a log of looks that warns a suspect or exposes a third person' },
  { id: '26', says: 'a denial that becomes an allowance among others in one call' },
  { id: '27', says: 'enforcement that was never registered' },
  { id: '28', says: 'an error in a condition that skips the rule' },
  { id: '29', says: 'what is asked of another system: late, failing, malformed, too short, in another order' },
  { id: '30', says: 'an obligation or member of a rule that is not known' },
  { id: '31', says: 'a default that lets through' },
  { id: '32', says: 'a question changed between decision and use' },
  { id: '33', says: 'consent withdrawn between decision and fetch; cached consent' },
  { id: '34', says: 'what one request read, given to another' },
  { id: '35', says: 'orders that ended yesterday, clocks, summer time, birthdays at midnight' },
  { id: '36', says: 'two parents who say otherwise' },
  { id: '37', says: 'custody that cannot be determined' },
  { id: '38', says: 'records from before the period' },
  { id: '39', says: 'an approval used for another child or field' },
  { id: '40', says: 'one’s own break-glass approved by oneself' },
  { id: '41', says: 'tokens: no or another algorithm, audience, times, used ids, a storm of unknown keys' },
  {
    id: '42',
    says: 'a certificate that is not the token’s, or only in a header',
    part: 'client certificates are not accepted: a token that is bound to one is refused',
  },
  {
    id: '43',
    says: 'proofs of possession: wrong, used, stale, or a bound token sent as bearer',
    part: 'proofs are not accepted: a token that is bound to a key is refused',
  },
  { id: '44', says: 'claims in a header from outside' },
  { id: '45', says: 'a record that cannot be written, or only slowly' },
  { id: '46', says: 'another number of lines than of people' },
  { id: '47', says: 'a caller who asks not to be traced' },
  { id: '48', says: 'numbers, names, texts and tokens in logs, metrics, traces, errors and caches' },
  { id: '49', says: 'trace headers that are missing, malformed or contradict each other' },
  { id: '50', says: 'a holder that is down, slow or half there' },
  { id: '51', says: 'connections to others than the registered holders' },
  { id: '52', says: 'what is left on disk and in memory after a run' },
];
