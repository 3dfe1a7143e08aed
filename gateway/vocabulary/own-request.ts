// What a data subject asked of a holder, or wrote for its file: as the gateway's own store keeps it, and the ports to write and read it.
import type { InnerKey, Instant, LocalDate, Oin } from '../../schema/identifiers.ts';
import type { Category } from '../../schema/names/category.ts';
import type { OwnRequestKind, OwnRequestState } from '../../schema/names/own-request.ts';

export type OwnRequest = {
  readonly id: string;
  readonly kind: OwnRequestKind;
  readonly by: InnerKey;
  /** Oneself, or a child of one's own. */
  readonly about: InnerKey;
  readonly holder: Oin;
  readonly category: Category | null;
  readonly sentAt: Instant;
  /** By when the holder has to answer (AVG 12 lid 3: a month). */
  readonly dueOn: LocalDate;
  /** In the words of who sent it; sealed for the holder. */
  readonly text: string;
  readonly state: OwnRequestState;
  /** Of the holder; null: not answered. Sealed for who sent it. */
  readonly answer: { readonly text: string; readonly at: Instant } | null;
};

export interface OwnRequestBook {
  add(request: Omit<OwnRequest, 'state' | 'answer'>): Promise<void>;
  /** Those of one person at one holder that wait for an answer. */
  waiting(by: InnerKey, holder: Oin): Promise<readonly OwnRequest[]>;
  /** One that was sent to this holder; null: none of it. */
  atHolder(id: string, holder: Oin): Promise<OwnRequest | null>;
  /** Only one that waits changes; false: it did not. */
  answer(
    id: string,
    to: InnerKey,
    said: { readonly state: Exclude<OwnRequestState, 'SENT'>; readonly text: string; readonly at: Instant },
  ): Promise<boolean>;
}

export interface OwnRequests {
  /** Sent by this person, newest first. */
  ofPerson(by: InnerKey): Promise<readonly OwnRequest[]>;
}
