// The operation's @access enters; its purpose and the place of its emergency leave, or why it has none.
import {
  type ArgumentNode,
  type DirectiveNode,
  Kind,
  type ObjectValueNode,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { DANGER_KINDS } from '../../schema/names/decision.ts';
import { isOneOf } from '../../schema/names/define.ts';
import { PURPOSES, type Purpose } from '../../schema/names/purpose.ts';
import type { EmergencyAsk } from '../vocabulary/operation.ts';
import { type Refusal, refuse } from '../vocabulary/refusal.ts';

export type PurposeAsk = { readonly purpose: Purpose; readonly emergency: ValueNode | null };

/** An operation that only asks about the schema needs no purpose; it is read as ADMINISTRATION, which opens nothing. */
export function readPurpose(operation: OperationDefinitionNode, onlyIntrospects: boolean): PurposeAsk | Refusal {
  const [access, second] = (operation.directives ?? []).filter((node) => node.name.value === 'access');
  if (second !== undefined) return notValid('@access stands twice on the operation: keep one.');
  const purpose = access === undefined ? undefined : argumentOf(access, 'purpose');
  if (access === undefined || purpose === undefined) {
    return onlyIntrospects && access === undefined ? { purpose: 'ADMINISTRATION', emergency: null } : missing();
  }
  if (purpose.value.kind === Kind.VARIABLE) return notLiteral();
  if (purpose.value.kind !== Kind.ENUM || !isOneOf(PURPOSES, purpose.value.value)) {
    return notValid('The purpose is not one of the list Purpose: see the schema for its values.');
  }
  return { purpose: purpose.value.value, emergency: argumentOf(access, 'emergency')?.value ?? null };
}

/** What the text alone shows to be wrong with an emergency; null: nothing. */
export function refuseEmergencyText(ask: PurposeAsk): Refusal | null {
  const node = ask.emergency === null || ask.emergency.kind === Kind.NULL ? null : ask.emergency;
  if (ask.purpose !== 'ACUTE_DANGER') {
    return node === null || node.kind === Kind.VARIABLE ? null : notAsked();
  }
  if (node === null) return notGiven();
  if (node.kind !== Kind.OBJECT) return null;
  const reason = fieldOf(node, 'reason');
  if (reason === undefined) return noReason();
  if (reason.kind !== Kind.VARIABLE) return reasonInText();
  return fieldOf(node, 'danger') === undefined ? noDanger() : null;
}

/** `given` are the variables as sent, `coerced` after coercion: a default in the text is no reason of this moment. */
export function readEmergency(
  ask: PurposeAsk,
  given: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
): EmergencyAsk | null | Refusal {
  const emergency = ask.emergency === null ? null : valuesIn(ask.emergency, given, coerced);
  if (ask.purpose !== 'ACUTE_DANGER') return emergency === null ? null : notAsked();
  if (emergency === null) return notGiven();
  const { reason, danger } = emergency;
  if (typeof reason !== 'string' || reason.trim() === '') return noReason();
  return isOneOf(DANGER_KINDS, danger) ? { reason, danger } : noDanger();
}

function valuesIn(
  node: ValueNode,
  given: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
): { reason: unknown; danger: unknown } | null {
  const variable = (value: ValueNode | undefined): unknown =>
    value?.kind === Kind.VARIABLE && Object.hasOwn(given, value.name.value) ? coerced[value.name.value] : undefined;
  if (node.kind === Kind.VARIABLE) {
    const value = variable(node);
    if (typeof value !== 'object' || value === null) return null;
    return { reason: Reflect.get(value, 'reason'), danger: Reflect.get(value, 'danger') };
  }
  if (node.kind !== Kind.OBJECT) return null;
  const danger = fieldOf(node, 'danger');
  return {
    reason: variable(fieldOf(node, 'reason')),
    danger: danger?.kind === Kind.ENUM ? danger.value : variable(danger),
  };
}

function fieldOf(node: ObjectValueNode, name: string): ValueNode | undefined {
  return node.fields.find((field) => field.name.value === name)?.value;
}

function argumentOf(directive: DirectiveNode, name: string): ArgumentNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name);
}

function missing(): Refusal {
  return refuse(
    'PURPOSE_MISSING',
    'De vraag noemt geen doel. Zet @access(purpose: ...) achter de naam van de vraag.',
    'The operation names no purpose. Put @access(purpose: ...) after the name of the operation.',
  );
}

function notLiteral(): Refusal {
  return refuse(
    'PURPOSE_NOT_LITERAL',
    'Het doel staat in een variabele. Schrijf het letterlijk in @access(purpose: ...).',
    'The purpose is a variable. Write it literally in @access(purpose: ...).',
  );
}

function notAsked(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'emergency hoort alleen bij purpose ACUTE_DANGER: laat het weg.',
    'emergency belongs to purpose ACUTE_DANGER only: leave it out.',
  );
}

function notGiven(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Bij purpose ACUTE_DANGER hoort emergency, met reason (als variabele) en danger.',
    'Purpose ACUTE_DANGER needs emergency, with reason (as a variable) and danger.',
  );
}

function noReason(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Geef in emergency een reden (reason), als variabele: waarom nu, in eigen woorden.',
    'Give a reason in emergency, as a variable: why now, in your own words.',
  );
}

function reasonInText(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'De reden in emergency staat in de tekst van de vraag: geef haar als variabele.',
    'The reason in emergency stands in the text of the operation: give it as a variable.',
  );
}

function noDanger(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Geef in emergency het soort gevaar (danger): een waarde van DangerKind.',
    'Give the kind of danger in emergency (danger): a value of DangerKind.',
  );
}

function notValid(en: string): Refusal {
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'De vraag past niet bij het schema. Zie het schema voor @access en Purpose.',
    en,
  );
}
