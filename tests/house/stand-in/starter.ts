// Starts PostgreSQL as another process would: `starter.ts FOLDER PORT`. Says what it found as one line of JSON, and then waits.
import { startPostgres } from '../../../demo/postgres/start.ts';
import { StartProblem } from '../../../demo/start-problem.ts';

const [, , dataDir = '', port = ''] = process.argv;
const lines: string[] = [];
try {
  const server = await startPostgres({ dataDir, port: Number(port), say: (line) => lines.push(line) });
  const url = await server.createDatabase('gateway');
  process.stdout.write(`${JSON.stringify({ url, lines })}\n`);
  process.stdin.on('end', async () => {
    await server.stop();
    process.exit(0);
  });
  process.stdin.resume();
} catch (error) {
  const found =
    error instanceof StartProblem ? { kind: error.kind, problem: error.message } : { problem: String(error) };
  process.stdout.write(`${JSON.stringify({ ...found, lines })}\n`);
  process.exit(1);
}
