// standInForCustody and confirmStandIn: two professionals decide in the place of one with custody who refused, is silent or may not be asked
// (Jeugdwet 7.3.4-2, 7.3.15-4). From twelve to fifteen, beside the child's own yes; what one decides counts when another confirms it.
import { z } from 'zod';
import type { ProfessionalCaller } from '../../../../gateway/vocabulary/caller.ts';
import type { SubjectFacts } from '../../../../gateway/vocabulary/facts.ts';
import type { StoredConsent } from '../../../../gateway/vocabulary/stored.ts';
import type { InnerKey } from '../../../../schema/identifiers.ts';
import { STAND_IN_REASONS } from '../../../../schema/names/consent.ts';
import { valuesOf } from '../../../../schema/names/define.ts';
import { type Act, type ActContext, notDone, problem } from '../act.ts';
import { line } from './input.ts';
import { reachConsent } from './reach.ts';
import { nowOf } from './speaker.ts';

const proposal = z.strictObject({
  household: z.string(),
  consent: z.string(),
  insteadOf: z.string(),
  reason: z.enum(valuesOf(STAND_IN_REASONS)),
  line,
});

export const standInForCustody: Act<z.infer<typeof proposal>> = {
  input: proposal,
  async perform(told, context) {
    const { caller } = context.facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const reached = await reachConsent(told.consent, context);
    if (reached === null || reached.about === null) return notDone([problem('NOT_FOUND', 'consent')]);
    const { consent, about } = reached;
    const person = [consent.about];
    const holder = context.personOf(told.insteadOf);
    if (holder === null) return notDone([problem('NOT_FOUND', 'insteadOf')], person);
    if (!mayStandIn(consent, about, holder.person, context))
      return notDone([problem('NOT_ALLOWED', 'insteadOf')], person);
    const { consents } = context.books;
    const before = await consents.proposedFor(consent.id);
    if (before.some((one) => one.insteadOf === holder.person && !one.isConfirmed))
      return notDone([problem('ALREADY_DONE')], person);
    const id = context.newId();
    await consents.propose({
      id,
      consent: consent.id,
      insteadOf: holder.person,
      organisation: caller.organisation.oin,
      reason: told.reason,
      line: told.line,
      decidedBy: caller.professional,
      decidedOn: nowOf(context),
      isConfirmed: false,
    });
    return { result: { id }, about: person, holder: consent.holder, reference: id };
  },
};

const confirmation = z.strictObject({ household: z.string(), decision: z.string() });

export const confirmStandIn: Act<z.infer<typeof confirmation>> = {
  input: confirmation,
  async perform(told, context) {
    const { caller } = context.facts;
    if (caller.kind !== 'PROFESSIONAL') return notDone([problem('NOT_ALLOWED')]);
    const { consents } = context.books;
    const id = context.recordOf(told.decision);
    const decision = id === null ? null : await consents.proposed(id);
    const consent = decision === null ? null : await consents.find(decision.consent);
    const about = memberOf(consent?.about, context);
    if (decision === null || consent === null || about === null || decision.organisation !== caller.organisation.oin)
      return notDone([problem('NOT_FOUND', 'decision')]);
    const person = [consent.about];
    if (decision.decidedBy === caller.professional) return notDone([problem('NOT_ALLOWED')], person);
    if (decision.isConfirmed) return notDone([problem('ALREADY_DONE')], person);
    if (!mayStandIn(consent, about, decision.insteadOf, context))
      return notDone([problem('NOT_ALLOWED', 'decision')], person);
    await consents.confirm(decision.id);
    await record(consent, decision.insteadOf, [decision.decidedBy, caller.professional], decision, caller, context);
    return {
      result: { id: consent.id, until: consent.until },
      about: person,
      holder: consent.holder,
      reference: consent.id,
    };
  },
};

/** In the place of one with custody today, beside a yes of the child that stands. It does not depend on what that holder of custody said. */
function mayStandIn(
  { about: person, statements, until, recipient, holder }: StoredConsent,
  about: SubjectFacts,
  insteadOf: InnerKey,
  { consenting, facts: { caller }, clock }: ActContext,
): boolean {
  const givers = consenting.giversOf(about, false);
  const ownOin = caller.kind === 'PROFESSIONAL' ? caller.organisation.oin : null;
  return (
    givers?.standIn === true &&
    givers.custody.includes(insteadOf) &&
    [recipient, holder].some((oin) => oin === ownOin) &&
    clock.today <= until &&
    statements.findLast(({ by }) => by === person)?.answer === 'GIVEN'
  );
}

async function record(
  consent: StoredConsent,
  insteadOf: InnerKey,
  decidedBy: readonly ProfessionalCaller['professional'][],
  { reason, line: words }: { readonly reason: string; readonly line: string },
  caller: ProfessionalCaller,
  context: ActContext,
): Promise<void> {
  const at = nowOf(context);
  await context.books.consents.answer(consent, {
    statement: { by: insteadOf, capacity: 'PROFESSIONALS', answer: 'GIVEN', at },
    basis: {
      channel: 'SPOKEN',
      textVersion: null,
      evidence: null,
      authority: { kind: 'PROFESSIONALS', reason, decidedBy: [...decidedBy], line: words },
      recordedBy: caller.professional,
      recorder: caller.organisation.oin,
      recordedOn: at,
    },
  });
}

function memberOf(person: InnerKey | undefined, { ownCase, facts }: ActContext): SubjectFacts | null {
  const members = (ownCase?.members ?? []).flatMap((key) => facts.subjects.get(key) ?? []);
  return members.find((one) => one.person === person) ?? null;
}
