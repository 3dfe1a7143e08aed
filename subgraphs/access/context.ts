// What one request lets access tell: the fetch room gives it, and nothing else is read.

import type { Task } from '../../gateway/vocabulary/books.ts';
import type { Cell, Decision } from '../../gateway/vocabulary/decision.ts';
import type { ListedDuty } from '../../gateway/vocabulary/duty.ts';
import type { UnreviewedCount } from '../../gateway/vocabulary/emergency.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';

import type { CaseId, InnerKey, Oin } from '../../schema/identifiers.ts';

import type { Category } from '../../schema/names/category.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { ReadLog } from './access-log.ts';
import type { OwnRequestShown } from './own-requests.ts';
import type { OfferedCase, ReleasesShown } from './releases.ts';

/** A consent as the graph shows it (type Consent). */
export type ConsentShown = {
  readonly id: string;
  /** The subject key, as every id of a person inside the gateway. */
  readonly about: SubjectKey;
  readonly holder: Organisation;
  readonly recipient: Organisation;
  readonly roles: readonly Role[];
  readonly purposes: readonly Purpose[];
  readonly categories: readonly Category[];
  readonly from: string;
  readonly until: string;
  readonly status: 'VALID' | 'NOT_VALID' | 'ENDED';
  readonly evidence: string | null;
  readonly recordedOn: string;
};

/** A task as the graph shows it (type Task). */
export type TaskShown = Omit<Task, 'addressee' | 'roles' | 'about'> & { readonly about: SubjectKey | InnerKey | null };

/** A duty as the graph shows it (type DutyToInform). */
export type DutyShown = Omit<ListedDuty, 'ownCase' | 'person'> & {
  readonly household: CaseId;
  readonly about: SubjectKey;
};

export type AccessContext = {
  readonly facts: Facts;
  readonly decision: Decision;
  /** As `withheld[].request` of the answer, about this one cell, unsealed; null: no request helps. */
  readonly requestFor: (cell: Cell, reported: WithheldCode) => string | null;
  /** Null: withheld. Empty: none, or shielded. */
  readonly consentsAbout: (subject: SubjectKey) => Promise<readonly ConsentShown[] | null>;
  /** Tasks of whoever asks. */
  readonly tasks: () => Promise<readonly TaskShown[]>;
  /** Counts alone, of whoever asks for the own organisation; none for a data subject. */
  readonly unreviewedEmergencies: () => Promise<readonly UnreviewedCount[]>;
  /** Requests for a release and releases, of and to the own organisation. */
  readonly releases: () => Promise<ReleasesShown>;
  /** Cases that other organisations offer; none of them is an own case. */
  readonly offered: () => Promise<readonly OfferedCase[]>;
  /** Of whoever asks, in the own cases. */
  readonly dutiesToInform: () => Promise<readonly DutyShown[]>;
  readonly organisationOf: (oin: Oin) => Organisation | null;
  /** The data subject's own access log. */
  readonly accessLog: ReadLog;
  /** What the data subject asked of holders. */
  readonly ownRequests: () => Promise<readonly OwnRequestShown[]>;
};
