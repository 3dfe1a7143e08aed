// One Veilig Thuis holder as a process of its own. Settings come from the environment, read once, here.
import { z } from 'zod';
import { organisation } from '../../schema/organisation.ts';
import { serveVeiligThuis } from './serve.ts';

const settings = z
  .object({
    HOLDER_OIN: organisation.shape.oin,
    HOLDER_NAME: organisation.shape.name,
    HOLDER_REGION: z.string().min(1),
    CASE_SYSTEM_URL: z.url({ protocol: /^https?$/ }),
    CASE_SYSTEM_SECRET: z.string().min(16, 'at least 16 characters'),
    GATEWAY_ISSUER: z.string().min(1),
    GATEWAY_JWKS: z.url({ protocol: /^https?$/ }),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number('a port number').int().min(0).max(65535),
    SAMENZICHT_DEMO: z.enum(['0', '1']).default('0'),
  })
  .transform((env) => ({
    holder: { oin: env.HOLDER_OIN, kind: 'VEILIG_THUIS', name: env.HOLDER_NAME, region: env.HOLDER_REGION } as const,
    caseSystem: new URL(env.CASE_SYSTEM_URL),
    secret: env.CASE_SYSTEM_SECRET,
    gatewayIssuer: env.GATEWAY_ISSUER,
    gatewayJwks: new URL(env.GATEWAY_JWKS),
    host: env.HOST,
    port: env.PORT,
    demo: env.SAMENZICHT_DEMO === '1',
  }))
  .safeParse(process.env);

if (settings.success) {
  const holder = await serveVeiligThuis(settings.data);
  process.stdout.write(`${settings.data.holder.name} answers at ${holder.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void holder.close());
} else {
  process.stderr.write(
    `Veilig Thuis cannot start. Set these in the environment:\n${z.prettifyError(settings.error)}\n`,
  );
  process.exitCode = 1;
}
