// The case system as a process of its own. Settings come from the environment, read once, here.
import { z } from 'zod';
import { serveCaseSystem } from './serve.ts';

const settings = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    CASE_SYSTEM_SECRET: z.string().min(16, 'at least 16 characters'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number('a port number').int().min(0).max(65535),
  })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    secret: env.CASE_SYSTEM_SECRET,
    host: env.HOST,
    port: env.PORT,
  }))
  .safeParse(process.env);

if (settings.success) {
  try {
    const caseSystem = await serveCaseSystem(settings.data);
    process.stdout.write(`The case system answers at ${caseSystem.url}\n`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void caseSystem.close());
  } catch {
    process.stderr.write(
      `The case system cannot listen at ${settings.data.host}:${settings.data.port}. Choose another PORT.\n`,
    );
    process.exitCode = 1;
  }
} else {
  process.stderr.write(
    `The case system cannot start. Set these in the environment:\n${z.prettifyError(settings.error)}\n`,
  );
  process.exitCode = 1;
}
