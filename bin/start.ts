// `npm start`: the command line in, the running demo out. The one door by which a start that cannot go on leaves, as a sentence.
import { fileURLToPath } from 'node:url';
import { demoParts } from './launch/demo-parts.ts';
import { runLauncher } from './launch/run.ts';

await runLauncher(fileURLToPath(new URL('..', import.meta.url)), demoParts);
