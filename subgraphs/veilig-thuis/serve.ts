// One Veilig Thuis organisation as a holder: the kit over its own HTTP case system.

import type { Organisation } from '../../schema/organisation.ts';
import type { KeySetAddress } from '../kit/grant/keys.ts';
import type { NoteTaker } from '../kit/note.ts';
import { type RunningSubgraph, serveSubgraph } from '../kit/serve.ts';
import { caseSystemClient } from './case-system-client.ts';
import { ownCases } from './own-cases.ts';
import { veiligThuisSource } from './source.ts';

export interface VeiligThuisSettings {
  readonly holder: Organisation;
  /** The case system's address; a path in it is kept. */
  readonly caseSystem: URL;
  /** Bearer secret towards the case system. */
  readonly secret: string;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly gatewayIssuer: string;
  readonly gatewayJwks: KeySetAddress;
  readonly demo: boolean;
  /** Milliseconds that the case system may take for one question; default 2000. */
  readonly timeout?: number;
  /** Bytes of one answer of the case system; default 8 MiB. */
  readonly maximumSize?: number;
  readonly note?: NoteTaker;
}

const TIMEOUT = 2000;
const MAXIMUM_SIZE = 8 * 1024 * 1024;

/** Starts whether or not the case system is up: /health/ready tells, and every question is answered with an error until then. */
export async function serveVeiligThuis(settings: VeiligThuisSettings): Promise<RunningSubgraph> {
  const { caseSystem, secret, timeout = TIMEOUT, maximumSize = MAXIMUM_SIZE, ...served } = settings;
  const client = caseSystemClient({ caseSystem, secret, timeout, maximumSize });
  return serveSubgraph({
    ...served,
    sdl: new URL('schema.graphql', import.meta.url),
    source: veiligThuisSource(client, settings.holder.oin),
    facts: { OWN_CASES: (question) => ownCases(client, question) },
  });
}
