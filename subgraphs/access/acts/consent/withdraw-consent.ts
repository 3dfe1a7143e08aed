// withdrawConsent: whoever gave a consent ends it, and so does whom it is about from twelve on; at once, without a reason (AVG 7 lid 3).
import { z } from 'zod';
import type { ConsentStatement, StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import { type Act, type ActContext, type NotDone, notDone, problem } from '../act.ts';
import { tellWhatEnded } from './ended.ts';
import { basisOf } from './manner.ts';
import { type Reached, reachConsent } from './reach.ts';
import { capacityOf, nowOf } from './speaker.ts';

const input = z.strictObject({
  household: z.string().optional(),
  consent: z.string(),
  /** For a professional: which member of the case said so. Absent: the own organisation, as the guardian. */
  by: z.string().optional(),
});
type Input = z.infer<typeof input>;

export const withdrawConsent: Act<Input> = {
  input,
  async perform(said, context) {
    const reached = await reachConsent(said.consent, context);
    if (reached === null) return notDone([problem('NOT_FOUND', 'consent')]);
    const { consent } = reached;
    const done = { result: { id: consent.id }, about: [consent.about], holder: consent.holder, reference: consent.id };
    const by = speakerIn(said, consent, context);
    if (typeof by === 'object') return by;
    const capacity = endsAs(by, reached, context);
    if (capacity === null)
      return notDone([problem('NOT_ALLOWED', said.by === undefined ? null : 'by')], [consent.about]);
    if (hasEnded(by, consent)) {
      // To a professional a second time looks like the first: or the answer would tell who ended it before.
      return context.facts.caller.kind === 'PROFESSIONAL' ? done : notDone([problem('ALREADY_DONE')], [consent.about]);
    }
    const gave = consent.statements.some((one) => one.by === by && one.answer === 'GIVEN');
    const at = nowOf(context);
    const statement: ConsentStatement = { by, capacity, answer: gave ? 'WITHDRAWN' : 'REFUSED', at };
    const { consents, tasks } = context.books;
    const before = await consents.between(consent.about, consent.holder, consent.recipient);
    await consents.answer(consent, { statement, basis: basisOf({}, { kind: 'ENDS' }, context) });
    const after = before.map((one) =>
      one.id === consent.id ? { ...one, statements: [...one.statements, statement] } : one,
    );
    await tellWhatEnded(consent.about, reached.about, before, after, context);
    await tasks.closeFor(consent.id, by);
    return done;
  },
};

function speakerIn(
  { by }: Input,
  { statements, about }: StoredConsent,
  { facts: { caller, asker }, personOf }: ActContext,
): ConsentStatement['by'] | NotDone {
  if (caller.kind === 'DATA_SUBJECT')
    return by === undefined && asker !== null ? asker : notDone([problem('NOT_VALID', 'by')], [about]);
  const { oin } = caller.organisation;
  if (by === undefined)
    return statements.some((one) => one.by === oin) ? oin : notDone([problem('ELEMENT_MISSING', 'by')], [about]);
  return personOf(by)?.person ?? notDone([problem('NOT_FOUND', 'by')], [about]);
}

/** As when it was given; else as who can answer for this person today. It depends on no refusal, so that the answer tells of none. */
function endsAs(
  by: ConsentStatement['by'],
  { consent, about }: Reached,
  context: ActContext,
): ConsentStatement['capacity'] | null {
  const gave = consent.statements.find(
    (one) => one.by === by && one.answer === 'GIVEN' && one.capacity !== 'PROFESSIONALS',
  );
  return gave?.capacity ?? capacityOf(by, about, context);
}

function hasEnded(by: ConsentStatement['by'], { statements }: StoredConsent): boolean {
  const last = statements.findLast((one) => one.by === by);
  return last !== undefined && last.answer !== 'GIVEN';
}
