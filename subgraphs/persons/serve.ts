// The persons register's server: its settings enter, a running subgraph leaves.

import type { Organisation } from '../../schema/organisation.ts';
import type { KeySetAddress } from '../kit/grant/keys.ts';
import type { NoteTaker } from '../kit/note.ts';
import { type RunningSubgraph, serveSubgraph } from '../kit/serve.ts';
import type { Source } from '../kit/source.ts';
import { readOnlySql, sqlSource } from '../kit/sql-source.ts';
import { type BrpApi, type BrpApiSettings, brpApi } from './brp-api/client.ts';
import { brpPersonsFacts, brpSubjectFacts } from './brp-api/facts.ts';
import { openKeys, type RegisterKeys } from './brp-api/keys.ts';
import { brpApiSource } from './brp-api/source.ts';
import { personsFacts, subjectFacts } from './facts.ts';

export interface PersonsSettings {
  readonly holder: Organisation;
  /** Where the views of views.sql are; a role that may read them. With `brpApi`: where its keys are kept (brp-api/keys.sql); a role that may write them. */
  readonly databaseUrl: string;
  /** The BRP itself stands behind this register, in place of the views. */
  readonly brpApi?: BrpApiSettings;
  readonly port: number;
  readonly host: string;
  readonly gatewayIssuer: string;
  readonly gatewayJwks: KeySetAddress;
  readonly demo: boolean;
  /** BRP 70.10 above 0: the address is not given. Default on; off only where another agreement protects these addresses. */
  readonly secrecyShieldsAddress?: boolean;
  readonly note?: NoteTaker;
  /** Told the text of each SQL statement, never its values. */
  readonly onStatement?: (text: string) => void;
}

export async function servePersons(settings: PersonsSettings): Promise<RunningSubgraph> {
  const { databaseUrl, brpApi: api, onStatement, secrecyShieldsAddress = true, ...served } = settings;
  if (api !== undefined) return serveFromBrp(served, secrecyShieldsAddress, brpApi(api), await openKeys(databaseUrl));
  const sql = readOnlySql(databaseUrl, onStatement);
  const source = sqlSource(sql, settings.holder.oin);
  return serveSubgraph({
    ...served,
    sdl: new URL('schema.graphql', import.meta.url),
    source: secrecyShieldsAddress ? source : withSecretAddresses(source),
    facts: {
      PERSONS: (question) => personsFacts(sql, question),
      SUBJECT: (question) => subjectFacts(sql, question),
    },
  });
}

function serveFromBrp(
  served: Omit<PersonsSettings, 'databaseUrl' | 'brpApi' | 'onStatement' | 'secrecyShieldsAddress'>,
  secrecyShieldsAddress: boolean,
  api: BrpApi,
  keys: RegisterKeys,
): Promise<RunningSubgraph> {
  const source = brpApiSource(api, keys);
  return serveSubgraph({
    ...served,
    sdl: new URL('schema.graphql', import.meta.url),
    source: secrecyShieldsAddress ? source : withSecretAddresses(source),
    facts: {
      PERSONS: (question) => brpPersonsFacts(api, keys, question),
      SUBJECT: (question) => brpSubjectFacts(api, keys, question),
    },
  });
}

/** The view holds secret addresses back; this lets them through again. */
function withSecretAddresses(source: Source): Source {
  return {
    ...source,
    async read(asked) {
      const rows = await source.read(asked);
      return rows.map((row) => (row.kind === 'address' ? { ...row, heldFrom: 'NOBODY' as const } : row));
    },
  };
}
