// docker-compose.yml as its services, with the file's own defaults filled in.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export const project = new URL('../../', import.meta.url);

const list = z.array(z.string());

const service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  user: z.string().optional(),
  init: z.boolean().optional(),
  read_only: z.boolean(),
  cap_drop: list,
  security_opt: list,
  restart: z.string(),
  stop_grace_period: z.string().optional(),
  command: list.optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: list.default([]),
  tmpfs: list.default([]),
  networks: list.default([]),
  network_mode: z.string().optional(),
  ports: list.default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).default({}),
  healthcheck: z
    .strictObject({
      test: list,
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
      start_period: z.string(),
    })
    .optional(),
});
export type Service = z.infer<typeof service>;

const file = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.unknown()),
  volumes: z.record(z.string(), z.null()),
});

export const composeText = readFileSync(new URL('docker-compose.yml', project), 'utf8');

export function composeFile(): z.infer<typeof file> {
  const written = JSON.stringify(parse(composeText, { merge: true }));
  return file.parse(JSON.parse(written.replace(/\$\{\w+:-([^}]*)\}/g, '$1')));
}

export type Mount = { readonly from: string; readonly to: string; readonly readOnly: boolean };

/** `from` is a volume's name, or a path of the project that begins with a dot. */
export function mountsOf({ volumes }: Service): Mount[] {
  return volumes.map((text) => {
    const [from = '', to = '', mode] = text.split(':');
    return { from, to, readOnly: mode === 'ro' };
  });
}
