// What analysis says of a policy set: a fault that keeps it from being approved, or a note that an officer should know.
export type PolicyFinding = {
  readonly level: 'FAULT' | 'NOTE';
  readonly kind:
    | 'DEAD'
    | 'ENDED'
    | 'NOT_YET'
    | 'ENDS'
    | 'ASLEEP'
    | 'SHADOWED'
    | 'CONTRADICTION'
    | 'FIELD'
    | 'IDLE_ROW'
    | 'UNOPENED';
  readonly of: 'RULE' | 'LAW' | 'SCHEMA';
  /** Of the rule or row; for SCHEMA the source and category. */
  readonly id: string;
  /** The place inside the rule or row. */
  readonly path: string;
  readonly says: string;
};
