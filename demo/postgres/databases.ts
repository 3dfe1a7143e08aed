// Databases and roles on a server we administer: each database belongs to one role and no other may connect to it.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import type { Secrets } from '../secrets.ts';

const NAME = /^[a-z][a-z0-9_]{0,49}$/;
const ICU_FREE_LOCALE_SINCE = 170000;

/** Makes or finds the database and its role of the same name; gives the URL for that role. */
export async function createDatabase(adminUrl: string, name: string, secrets: Secrets): Promise<string> {
  if (!NAME.test(name)) throw new RangeError('a database name has 1 to 50 characters: a-z, 0-9 and _, a letter first');
  const password = secrets.of(name);
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    // INVARIANT: `name` matches NAME and a verifier is base64, so neither can end the quoted text it stands in.
    const [role] = await sql`SELECT FROM pg_roles WHERE rolname = ${name}`;
    const verb = role === undefined ? 'CREATE' : 'ALTER';
    await sql.unsafe(`${verb} ROLE "${name}" LOGIN PASSWORD '${scramVerifier(password)}'`);
    const [database] = await sql`SELECT FROM pg_database WHERE datname = ${name}`;
    if (database === undefined) await sql.unsafe(await creation(sql, name));
    await sql.unsafe(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
  } finally {
    await sql.end();
  }
  const url = new URL(adminUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}

/** Removes database and role, with whoever is connected. Nothing happens when they are not there. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`;
    await sql`DROP ROLE IF EXISTS ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

async function creation(sql: postgres.Sql, name: string): Promise<string> {
  const [admin] = await sql<{ version: number; superuser: boolean }[]>`
    SELECT current_setting('server_version_num')::int AS version, rolsuper AS superuser
    FROM pg_roles WHERE rolname = current_user`;
  if (admin === undefined) throw new Error('the current role is not in pg_roles');
  // Without superuser, giving a database away needs membership of the role it is given to.
  if (!admin.superuser) await sql.unsafe(`GRANT "${name}" TO CURRENT_USER`);
  const locale =
    admin.version >= ICU_FREE_LOCALE_SINCE
      ? "LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
      : "LC_COLLATE 'C' LC_CTYPE 'C'";
  return `CREATE DATABASE "${name}" OWNER "${name}" TEMPLATE template0 ENCODING 'UTF8' ${locale}`;
}

/** RFC 5803 form of a password, so that a server which logs statements does not log the password. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
