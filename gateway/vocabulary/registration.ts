// A partner organisation as it is registered with the gateway: whom to ask, whom to call, who may speak for it.
import { z } from 'zod';
import { oin } from '../../schema/identifiers.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';
import { organisation } from '../../schema/organisation.ts';

export const registration = z.strictObject({
  organisation,
  /** Null: the organisation only asks (an inspectorate). */
  source: z.enum(valuesOf(SOURCE_KINDS)).nullable(),
  /** Base address of its subgraph; /graphql, /facts and /health/ready lie below it. */
  url: z.url().nullable(),
  /** Whom to call, the same for everyone. */
  desk: z.strictObject({ name: z.string(), phone: z.string(), hours: z.string() }),
  /** A holder whose very involvement tells where somebody is (a shelter, a regional service): dropped under a location shield. */
  tellsPlace: z.boolean(),
  /** Signed an emergency profile. */
  emergencyProfile: z.boolean(),
  /** Absent: it asks registered operations only, and nothing about the schema. */
  asks: z
    .strictObject({
      /** Also operations that are not registered. */
      freely: z.boolean(),
      /** Questions about the schema. */
      schema: z.boolean(),
    })
    .optional(),
});
export type Registration = z.infer<typeof registration>;
/** A registration that can be asked. */
export type Holder = Registration & { readonly source: NonNullable<Registration['source']>; readonly url: string };

export const issuerRegistration = z.strictObject({
  issuer: z.url(),
  jwks: z.url(),
  /** The organisations it may speak for; a citizens' issuer speaks for none. */
  organisations: z.array(oin),
  citizens: z.boolean(),
});
export type IssuerRegistration = z.infer<typeof issuerRegistration>;
