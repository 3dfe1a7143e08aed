// The real launcher with stand-ins for the world and the two processes. Run as a program by tests/house/launcher.test.ts.
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { runLauncher } from '../../../bin/launch/run.ts';
import { gatewayPorts } from '../../../demo/ports.ts';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

await runLauncher(beside('.'), {
  holders: beside(process.env.STAND_IN_HOLDERS ?? 'holders.ts'),
  gateway: beside('gateway.ts'),
  async loadWorld({ postgres: server, ports, gateways }) {
    if (process.env.STAND_IN_WORLD_FAULT) throw new Error(process.env.STAND_IN_WORLD_FAULT);
    const url = await server.createDatabase('gateway');
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await sql`CREATE TABLE IF NOT EXISTS starts (at timestamptz)`;
    await sql`INSERT INTO starts VALUES (now())`;
    const [row] = await sql<{ starts: number }[]>`SELECT count(*)::int AS starts FROM starts`;
    await sql.end();
    return {
      holders: { port: ports.persons },
      gateways: gatewayPorts(ports, gateways).map((port) => ({ port, starts: row?.starts })),
    };
  },
});
