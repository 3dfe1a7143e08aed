// A duty to inform one person about what was asked of one source, as it is kept; and how somebody may be told safely.
import { z } from 'zod';
import type { InnerKey, Oin } from '../../schema/identifiers.ts';
import { caseId, innerKey, localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { DUTY_STATES, INFORM_CHANNELS } from '../../schema/names/inform-channel.ts';

const channel = z.enum(valuesOf(INFORM_CHANNELS));

/** What was decided about it, oldest first; sealed for the organisation whose duty it is. */
export const dutyWords = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('DELAYED'),
      by: professionalId,
      on: localDate,
      reason: z.string(),
      reviewOn: localDate,
    }),
    z.strictObject({ kind: z.literal('INFORMED'), by: professionalId, on: localDate, channel }),
  ]),
);

export const duty = z.strictObject({
  id: z.string().min(8),
  organisation: oin,
  ownCase: caseId,
  person: innerKey,
  /** What was asked of whom. */
  holder: oin,
  since: localDate,
  /** By law, or the next review of a delay. */
  dueOn: localDate,
  state: z.enum(valuesOf(DUTY_STATES)),
  words: dutyWords,
});
export type Duty = z.infer<typeof duty>;

export type SafeContact = {
  readonly organisation: Oin;
  readonly person: InnerKey;
  readonly channels: readonly z.infer<typeof channel>[];
  readonly note: string;
  readonly setBy: z.infer<typeof professionalId>;
};

export interface DutyBook {
  /** Locked until the act is settled; null: none of this organisation. */
  find(id: string, organisation: Oin): Promise<Duty | null>;
  /** State, term and words; its task follows. */
  change(changed: Duty): Promise<void>;
  /** Null: nobody said anything about it, so every channel will do. */
  channelsFor(organisation: Oin, person: InnerKey): Promise<SafeContact['channels'] | null>;
  setContact(contact: SafeContact): Promise<void>;
}

/** For a list: without what was decided and why. */
export type ListedDuty = Omit<Duty, 'words' | 'organisation'> & { readonly channels: SafeContact['channels'] | null };

export interface Duties {
  /** Of an organisation, in these own cases; those that are due first come first. */
  ofCases(organisation: Oin, cases: readonly Duty['ownCase'][]): Promise<readonly ListedDuty[]>;
}
