// What the loaded world gives the two processes: plain JSON over their channels. The gateway's part is gateway/settings.ts.
import { z } from 'zod';
import type { GatewaySettings } from '../gateway/settings.ts';
import { organisation } from '../schema/organisation.ts';
import { persona } from './issuer/persona.ts';

const port = z.int().min(1).max(65_535);
const holder = organisation;

const caseSystem = z.strictObject({ databaseUrl: z.url(), port, secret: z.string().min(16) });

export const holderSettings = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('PERSONS'), holder, port, databaseUrl: z.url() }),
  z.strictObject({ source: z.literal('LOCAL_TEAM'), holder, port, databaseUrl: z.url() }),
  z.strictObject({ source: z.literal('VEILIG_THUIS'), holder, port, caseSystem }),
  z.strictObject({ source: z.literal('RVDK'), holder, port, databaseUrl: z.url() }),
  z.strictObject({ source: z.literal('CERTIFIED_INSTITUTION'), holder, port, databaseUrl: z.url() }),
]);
export type HolderSettings = z.infer<typeof holderSettings>;

const issuer = z.strictObject({ port, keyFile: z.string().min(1), personas: z.array(persona) });

export const holdersSettings = z.strictObject({
  gateway: z.strictObject({
    issuer: z.string().min(1),
    jwks: z.tuple([z.url()], z.url()),
    audience: z.string().min(1),
  }),
  /** Those that run; a holder that a world keeps down is registered and answers nothing. */
  holders: z.array(holderSettings),
  issuers: z.strictObject({ professionals: issuer, citizens: issuer }),
  /** What the demo's commands ask the issuer for: see listing.ts. */
  pages: z.strictObject({ personas: z.array(z.unknown()), holders: z.array(z.unknown()) }),
});
export type HoldersSettings = z.infer<typeof holdersSettings>;

export type SystemSettings = { readonly gateway: GatewaySettings; readonly holders: HoldersSettings };
