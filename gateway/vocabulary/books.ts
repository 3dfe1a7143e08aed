// The gateway's own store, write side: a book per kind of thing that people have written in it. All of one act is one transaction.
import type { InnerKey, Instant, LocalDate, Oin, ProfessionalId } from '../../schema/identifiers.ts';
import type { Role } from '../../schema/names/role.ts';
import type { TaskKind, TaskState } from '../../schema/names/task.ts';
import type { ClaimBook } from './claim-book.ts';
import type { ConsentBook } from './consent-book.ts';
import type { DutyBook } from './duty.ts';
import type { EmergencyBook } from './emergency.ts';
import type { OwnRequestBook } from './own-request.ts';
import type { ReleaseBook, RequestBook, StandingBook } from './release-books.ts';
import type { RestrictionBook, ShieldBook } from './shield-book.ts';
import type { StoredNecessity } from './stored.ts';

/** Why a recipient needs it, with who said so and in which words (sealed). */
export type StatedNecessity = StoredNecessity & { readonly line: string; readonly statedBy: ProfessionalId };

export interface NecessityBook {
  add(statement: StatedNecessity): Promise<void>;
  /** Those of a recipient about one person at one holder that hold on that day. */
  holding(recipient: Oin, about: InnerKey, holder: Oin, today: LocalDate): Promise<readonly StoredNecessity[]>;
}

/** Something that an organisation or a person is asked to do or is told. */
export type Task = {
  readonly id: string;
  readonly kind: TaskKind;
  /** Whose task: an organisation, or one person. */
  readonly addressee: { readonly organisation: Oin } | { readonly person: InnerKey };
  /** At an organisation: which roles see it. Empty: whoever has an own case with the person it is about. */
  readonly roles: readonly Role[];
  readonly about: InnerKey | null;
  /** What it is about: a consent, a request, an emergency, by its id. */
  readonly reference: string;
  readonly dueOn: LocalDate | null;
  readonly state: TaskState;
  readonly createdAt: Instant;
  /** Sealed for the addressee; public words follow from the kind. */
  readonly note: string | null;
};

export interface TaskBook {
  add(task: Task): Promise<void>;
  /** All open ones of a kind about one reference; how many. */
  closeAll(reference: string, kind: TaskKind): Promise<number>;
  /** Only one that is open changes; false: it was not. */
  close(id: string, state: Exclude<TaskState, 'OPEN'>): Promise<boolean>;
  /** Who was asked or told something about one thing, and what. */
  about(reference: string): Promise<readonly { readonly kind: TaskKind; readonly person: InnerKey | null }[]>;
  /** What one person was asked or told about one thing is done. */
  closeFor(reference: string, person: InnerKey | Oin): Promise<void>;
  /** All open ones of this kind about that one thing. */
  closeAbout(kind: TaskKind, reference: string, state: Exclude<TaskState, 'OPEN'>): Promise<void>;
}

/** Tasks as they are read for a list, outside any act. */
export interface Tasks {
  /** Of an organisation: addressed to this role, or to whoever has one of these people in an own case. Newest first. */
  ofOrganisation(organisation: Oin, role: Role, about: readonly InnerKey[]): Promise<readonly Task[]>;
  ofPerson(person: InnerKey): Promise<readonly Task[]>;
}

export type Books = {
  readonly consents: ConsentBook;
  readonly necessities: NecessityBook;
  readonly ownRequests: OwnRequestBook;
  readonly tasks: TaskBook;
  readonly emergencies: EmergencyBook;
  readonly requests: RequestBook;
  readonly releases: ReleaseBook;
  readonly standing: StandingBook;
  readonly duties: DutyBook;
  readonly shields: ShieldBook;
  readonly restrictions: RestrictionBook;
  readonly claims: ClaimBook;
};

/** Books that are open for one act. */
export type OpenBooks = { readonly books: Books; readonly settle: (keep: boolean) => Promise<void> };

export interface Bookkeeper {
  /** Rejects when the store cannot be written. */
  open(): Promise<OpenBooks>;
}
