// What one gateway process needs to start: sent by the launcher over its channel, or read from a file by gateway/main.ts.
import { z } from 'zod';
import { instant } from '../schema/identifiers.ts';

/** 32 bytes or more, base64. */
const secret = z.base64().refine((text) => Buffer.from(text, 'base64').length >= 32, 'a key has at least 32 bytes');

/** Private Ed25519 key (RFC 8037). */
export const ed25519Key = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url().length(43),
  d: z.base64url().length(43),
});
export type Ed25519Key = z.infer<typeof ed25519Key>;

const most = z.number().int().positive();
const gatewayLimits = z.strictObject({
  /** ms to an answer; a holder that has not answered by then is not waited for. */
  requestMs: most.default(8_000),
  /** Requests on their way at one moment: in all, of one client application, of one person. */
  atOnce: z.strictObject({ all: most.default(256), client: most.default(192), person: most.default(128) }).prefault({}),
});
export const USUAL_LIMITS = gatewayLimits.parse({});

export const gatewaySettings = z.strictObject({
  /** 0: any free port. */
  port: z.number().int().min(0).max(65_535),
  host: z.string().min(1),
  /** How others reach this gateway; also `iss` of its grants. No slash at the end. */
  publicUrl: z.url().regex(/[^/]$/, 'an address without a slash at the end'),
  databaseUrl: z.url(),
  /** Demo mode: the domain clock can be moved, introspection is open, and the playground is there. */
  demo: z.boolean(),
  /** Base addresses of the demo's own issuers, for its playground; null: there are none. */
  demoIssuers: z.strictObject({ professionals: z.url(), citizens: z.url() }).nullable().default(null),
  /** Where the domain clock starts (demo only); null: at wall time. */
  domainNow: instant.nullable(),
  /** Gateways with the same value share one domain clock, through the store (demo only); null: a clock of its own. */
  demoRun: z.string().min(1).nullable().default(null),
  keys: z.strictObject({ outwardIds: secret, pseudonyms: secret, sealing: secret }),
  /** Signs grants. */
  grantKey: ed25519Key,
  /** Keys that are published already and sign from a moment on (wall clock); the latest of those that have come signs. */
  grantKeysToCome: z.array(z.strictObject({ key: ed25519Key, from: instant })).optional(),
  /** `aud` that callers' tokens must carry. */
  audience: z.string().min(1),
  /** How long an emergency is open (minutes, domain clock), and how many one professional can declare within 24 hours. Absent: 30 and 3. */
  emergency: z
    .strictObject({ minutes: z.int().min(1).max(120).default(30), aDay: z.int().min(1).max(24).default(3) })
    .optional(),
  /**
   * The status of a well-formed question that cannot be executed, for who accepts application/json alone. SAME (absent): as with the new media type (GraphQL over
   * HTTP, draft of 2026). ALWAYS_200: as older clients and the audits 572B, FDE2 and 7B9B of the package graphql-http want it.
   */
  jsonStatus: z.enum(['SAME', 'ALWAYS_200']).optional(),
  /** What one request and all together may take. */
  limits: gatewayLimits.prefault({}),
  /** After how many tries on one day at what is no own case the privacy officer hears of it. */
  triesADay: z.int().min(1).max(1000).optional(),
  /** What AuthZEN answers carry beyond version 1.0, by drafts: absent: nothing (docs/authzen.md). */
  authzen: z
    .strictObject({ obligations: z.boolean().default(false), accessRequests: z.boolean().default(false) })
    .optional(),
});
export type GatewaySettings = z.infer<typeof gatewaySettings>;
