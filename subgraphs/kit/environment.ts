// Settings of a holder that runs alone, read once from the environment by its main.ts. A wrong or missing one is told by name, all at once.
import { z } from 'zod';
import { organisation } from '../../schema/organisation.ts';
import type { KeySetAddress } from './grant/keys.ts';

const keySetAddress = z.string().transform((text, context): KeySetAddress => {
  const [first, ...others] = text.split(/\s+/).flatMap((part) => URL.parse(part) ?? []);
  if (first !== undefined && others.length + 1 === text.split(/\s+/).length) return [first, ...others];
  context.addIssue('one address, or several with a space between');
  return z.NEVER;
});

const settings = z
  .object({
    HOLDER_OIN: z.string(),
    HOLDER_KIND: z.string(),
    HOLDER_NAME: z.string(),
    HOLDER_REGION: z.string().optional(),
    GATEWAY_ISSUER: z.string().min(1),
    GATEWAY_JWKS: keySetAddress,
    PORT: z.coerce.number().int().min(0).max(65_535),
    HOST: z.string().min(1).default('127.0.0.1'),
    SAMENZICHT_DEMO: z.enum(['0', '1']).default('0'),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ SAMENZICHT_DEMO, NODE_ENV }) => SAMENZICHT_DEMO === '0' || NODE_ENV !== 'production', {
    path: ['SAMENZICHT_DEMO'],
    message: 'the demo does not run with NODE_ENV=production',
  });

export interface HolderEnvironment {
  readonly holder: z.infer<typeof organisation>;
  readonly gatewayIssuer: string;
  readonly gatewayJwks: KeySetAddress;
  readonly port: number;
  readonly host: string;
  readonly demo: boolean;
}

/** Throws `SettingsProblem`. */
export function holderEnvironment(env: Readonly<Record<string, string | undefined>>): HolderEnvironment {
  const read = parsed(settings, env, '');
  const holder = parsed(
    organisation,
    { oin: read.HOLDER_OIN, kind: read.HOLDER_KIND, name: read.HOLDER_NAME, region: read.HOLDER_REGION ?? null },
    'HOLDER_',
  );
  return {
    holder,
    gatewayIssuer: read.GATEWAY_ISSUER,
    gatewayJwks: read.GATEWAY_JWKS,
    port: read.PORT,
    host: read.HOST,
    demo: read.SAMENZICHT_DEMO === '1',
  };
}

/** One more setting of this kind of holder, such as DATABASE_URL. */
export function requiredSetting(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new SettingsProblem([`${name}: is not set`]);
  return value;
}

/** What is wrong, by the name of the setting; values stay out, some are secrets. */
export class SettingsProblem extends Error {
  constructor(problems: readonly string[]) {
    super(`This holder cannot start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'SettingsProblem';
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new SettingsProblem(
    result.error.issues.map(({ path, message }) => `${prefix}${path.join('.')}`.toUpperCase().concat(`: ${message}`)),
  );
}
