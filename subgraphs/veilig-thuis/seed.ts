// The part of a world file that one Veilig Thuis organisation holds. Persons, cases and records are named by slug; what is not said of a
// record is: about all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { CAPACITIES } from '../../schema/names/capacity.ts';
import { HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ROLES } from '../../schema/names/role.ts';
import { told } from '../kit/stand-in/shapes.ts';
import {
  CONTACT_MOMENT_KINDS,
  FOLLOW_UP_DECISIONS,
  FOLLOW_UP_SERVICES,
  INVESTIGATION_OUTCOMES,
  NOTICE_INSTRUCTIONS,
  PLAN_STATUSES,
  REPORT_REASONS,
  REPORTER_CAPACITIES,
  TRANSFER_DESTINATIONS,
  TRIAGE_DECISIONS,
  VIOLENCE_NATURES,
} from './names.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits, with - between');
const text = z.string().min(1);
const persons = z.array(slug).min(1);
const employee = professionalId;

/** What every record may say of itself. */
const stored = {
  slug,
  origin: oin.optional().describe('received from this organisation'),
  held: z.boolean().default(false).describe('a professional of the holder keeps it from other organisations'),
};
const record = {
  ...stored,
  persons: persons.optional().describe('in whose files it stands; left out: all persons of the case'),
};
/** `text` is the version its author marked shareable; `internalText` never leaves the case system. */
const texts = { text: text.optional(), internalText: text.optional() };
const said = {
  about: persons.describe('whose data it is: opens only if it opens for each of them'),
  identifiesReporter: z.boolean().default(false).describe('says who reported: never leaves the organisation'),
  ...texts,
};
const part = { ...said, heading: text.optional().describe('leaves only with a shareable text') };
const period = { from: localDate, until: localDate.optional() };

const plan = z.strictObject({
  ...record,
  status: z.enum(valuesOf(PLAN_STATUSES)).default('ADOPTED'),
  validFrom: localDate.optional(),
  validUntil: localDate.optional(),
  parts: z
    .array(
      z.strictObject({
        ...part,
        agreedWith: z.array(slug).default([]).describe('who signed it: once adopted it stands in their own view'),
      }),
    )
    .default([]),
});

const source = { capacity: z.enum(valuesOf(REPORTER_CAPACITIES)), name: text.optional(), phone: text.optional() };

const report = z.strictObject({
  ...record,
  number: text,
  receivedOn: localDate,
  reason: z.enum(valuesOf(REPORT_REASONS)),
  reporter: z.strictObject(source).optional(),
  recordedBy: employee,
  reviewedBy: employee.optional(),
  contested: z.boolean().default(false),
  parts: z
    .array(z.strictObject({ ...part, natures: z.array(z.enum(valuesOf(VIOLENCE_NATURES))).default([]) }))
    .default([]),
  triage: z
    .strictObject({
      decidedOn: localDate,
      decision: z.enum(valuesOf(TRIAGE_DECISIONS)),
      transfers: z.array(z.strictObject({ about: persons, to: z.enum(valuesOf(TRANSFER_DESTINATIONS)) })).default([]),
    })
    .optional(),
});

const assessment = z.strictObject({
  ...record,
  date: localDate,
  instrument: text,
  version: text.optional(),
  validUntil: localDate.optional(),
  assessedBy: employee.optional(),
  parts: z.array(z.strictObject({ ...said, outcome: text.optional() })).default([]),
});

const investigation = z.strictObject({
  ...record,
  number: text,
  startedOn: localDate,
  completedOn: localDate.optional(),
  recordedBy: employee,
  reviewedBy: employee.optional(),
  contested: z.boolean().default(false),
  informants: z.array(z.strictObject(source)).default([]),
  parts: z.array(z.strictObject({ ...part, outcome: z.enum(valuesOf(INVESTIGATION_OUTCOMES)).optional() })).default([]),
});

const followUp = z.strictObject({
  ...record,
  service: z.enum(valuesOf(FOLLOW_UP_SERVICES)),
  startedOn: localDate,
  endedOn: localDate.optional(),
  decision: z.enum(valuesOf(FOLLOW_UP_DECISIONS)).optional(),
  contactMoments: z
    .array(z.strictObject({ ...said, date: localDate, kind: z.enum(valuesOf(CONTACT_MOMENT_KINDS)) }))
    .default([]),
});

const restrainingOrder = z.strictObject({
  ...record,
  decidedOn: localDate,
  endsOn: localDate,
  extended: z.boolean().default(false),
  riskOutcome: text.optional(),
});

const medicalFinding = z.strictObject({ ...record, date: localDate, ...texts });

const who = { professional: employee.optional(), team: text.optional() };
const named = [
  ({ professional, team }: { professional?: unknown; team?: unknown }) =>
    professional !== undefined || team !== undefined,
  'name a professional, a team or both',
] as const;

const veiligThuisCase = z.strictObject({
  slug,
  openedOn: localDate,
  closedOn: localDate.optional(),
  region: text.optional().describe("left out: the organisation's own"),
  householdKind: z.enum(valuesOf(HOUSEHOLD_KINDS)),
  persons: z
    .array(
      z.strictObject({
        person: slug,
        capacities: z.array(z.enum(valuesOf(CAPACITIES))).min(1),
        from: localDate.optional().describe('left out: from the opening of the case'),
        until: localDate.optional(),
      }),
    )
    .min(1),
  involvement: z.array(
    z
      .strictObject({ ...who, kind: z.enum(valuesOf(INVOLVEMENT_KINDS)), ...period, held: stored.held, ...told })
      .refine(...named),
  ),
  contacts: z
    .array(
      z.strictObject({ ...stored, ...who, fixed: z.boolean().default(false), ...period, ...told }).refine(...named),
    )
    .default([]),
  reports: z.array(report).default([]),
  assessments: z.array(assessment).default([]),
  investigations: z.array(investigation).default([]),
  followUps: z.array(followUp).default([]),
  plans: z.array(plan).default([]),
  safetyPlans: z.array(plan).default([]),
  restrainingOrders: z.array(restrainingOrder).default([]),
  medicalFindings: z.array(medicalFinding).default([]),
  /** Personal notes: they exist, and never leave. */
  notes: z.array(z.strictObject({ professional: employee, text })).default([]),
});

/** "Do not bring A and B together, call X": of no case, so that it gives no ground away. */
const safetyNotice = z.strictObject({
  ...stored,
  about: persons,
  instruction: z.enum(valuesOf(NOTICE_INSTRUCTIONS)),
  call: employee,
  ...period,
});

export const veiligThuisSeed = z.strictObject({
  professionals: z
    .array(
      z.strictObject({
        id: employee.describe("the token's sub"),
        name: text,
        role: z.enum(valuesOf(ROLES)),
        phone: text.optional(),
        email: z.email().optional(),
        teams: z.array(z.strictObject({ team: text, ...period })).default([]),
      }),
    )
    .default([]),
  cases: z.array(veiligThuisCase).default([]),
  safetyNotices: z.array(safetyNotice).default([]),
});
export type VeiligThuisSeed = z.infer<typeof veiligThuisSeed>;
export type VeiligThuisSeedCase = z.infer<typeof veiligThuisCase>;
