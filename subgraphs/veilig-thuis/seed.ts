// The part of a world file that one Veilig Thuis organisation holds. Persons, cases and records are named by slug; what is not said of a
// record is: about all persons of its case, the holder's own, not held back.
import { z } from 'zod';
import { localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { CAPACITIES } from '../../schema/names/capacity.ts';
import { HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { INVOLVEMENT_KINDS } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ROLES } from '../../schema/names/role.ts';
import {
  CONTACT_MOMENT_KINDS,
  FOLLOW_UP_DECISIONS,
  FOLLOW_UP_SERVICES,
  INVESTIGATION_OUTCOMES,
  NOTICE_INSTRUCTIONS,
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
const record = {
  slug,
  /** Received from this organisation. */
  origin: oin.optional(),
  /** A professional of the holder keeps it from other organisations. */
  held: z.boolean().default(false),
};
const ofPersons = { ...record, persons: persons.optional() };
/** `text` is the version its author marked shareable; `internalText` never leaves the case system. */
const texts = { text: text.optional(), internalText: text.optional() };
const part = { about: persons, heading: text.optional(), ...texts };

const plan = z.strictObject({
  ...ofPersons,
  status: z.enum(['DRAFT', 'ADOPTED', 'CLOSED']),
  validFrom: localDate.optional(),
  validUntil: localDate.optional(),
  parts: z.array(z.strictObject({ ...part, agreedWith: z.array(slug).default([]) })).default([]),
});

const source = { capacity: z.enum(valuesOf(REPORTER_CAPACITIES)), name: text.optional(), phone: text.optional() };

const report = z.strictObject({
  ...ofPersons,
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
  ...ofPersons,
  date: localDate,
  instrument: text,
  version: text.optional(),
  validUntil: localDate.optional(),
  assessedBy: employee.optional(),
  parts: z.array(z.strictObject({ about: persons, outcome: text.optional(), ...texts })).default([]),
});

const investigation = z.strictObject({
  ...ofPersons,
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
  ...ofPersons,
  service: z.enum(valuesOf(FOLLOW_UP_SERVICES)),
  startedOn: localDate,
  endedOn: localDate.optional(),
  decision: z.enum(valuesOf(FOLLOW_UP_DECISIONS)).optional(),
  contactMoments: z
    .array(z.strictObject({ about: persons, date: localDate, kind: z.enum(valuesOf(CONTACT_MOMENT_KINDS)), ...texts }))
    .default([]),
});

const restrainingOrder = z.strictObject({
  ...ofPersons,
  decidedOn: localDate,
  endsOn: localDate,
  extended: z.boolean().default(false),
  riskOutcome: text.optional(),
});

const medicalFinding = z.strictObject({ ...ofPersons, date: localDate, ...texts });

const veiligThuisCase = z.strictObject({
  slug,
  openedOn: localDate,
  closedOn: localDate.optional(),
  householdKind: z.enum(valuesOf(HOUSEHOLD_KINDS)),
  persons: z
    .array(
      z.strictObject({
        person: slug,
        capacities: z.array(z.enum(valuesOf(CAPACITIES))).min(1),
        from: localDate.optional(),
        until: localDate.optional(),
      }),
    )
    .min(1),
  involvement: z.array(
    z
      .strictObject({
        professional: employee.optional(),
        team: text.optional(),
        kind: z.enum(valuesOf(INVOLVEMENT_KINDS)),
        from: localDate,
        until: localDate.optional(),
        held: z.boolean().default(false),
      })
      .refine(
        ({ professional, team }) => professional !== undefined || team !== undefined,
        'a professional, a team or both',
      ),
  ),
  contacts: z
    .array(
      z.strictObject({
        ...record,
        professional: employee,
        team: text.optional(),
        fixed: z.boolean().default(false),
        from: localDate,
        until: localDate.optional(),
      }),
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
  ...record,
  about: persons,
  instruction: z.enum(valuesOf(NOTICE_INSTRUCTIONS)),
  call: employee,
  from: localDate,
  until: localDate.optional(),
});

export const veiligThuisSeed = z.strictObject({
  professionals: z.array(
    z.strictObject({
      id: employee,
      name: text,
      role: z.enum(valuesOf(ROLES)),
      phone: text.optional(),
      email: z.email().optional(),
      teams: z.array(z.strictObject({ team: text, from: localDate, until: localDate.optional() })).default([]),
    }),
  ),
  cases: z.array(veiligThuisCase).default([]),
  safetyNotices: z.array(safetyNotice).default([]),
});
export type VeiligThuisSeed = z.infer<typeof veiligThuisSeed>;
export type VeiligThuisSeedCase = z.infer<typeof veiligThuisCase>;
