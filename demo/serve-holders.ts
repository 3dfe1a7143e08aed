// Everything of the demo but PostgreSQL and the gateway: holders, Veilig Thuis' case systems and the two issuers, in this process.
import { serveCertifiedInstitution } from '../subgraphs/certified-institutions/serve.ts';
import type { KeySetAddress } from '../subgraphs/kit/grant/keys.ts';
import { serveLocalTeam } from '../subgraphs/local-teams/serve.ts';
import { servePersons } from '../subgraphs/persons/serve.ts';
import { serveRvdk } from '../subgraphs/rvdk/serve.ts';
import { serveCaseSystem } from '../subgraphs/veilig-thuis/case-system/serve.ts';
import { serveVeiligThuis } from '../subgraphs/veilig-thuis/serve.ts';
import { serveIssuer } from './issuer/serve.ts';
import type { HolderSettings, HoldersSettings } from './settings.ts';
import { addressOf } from './world/addresses.ts';

type Closing = { close(): Promise<void> };
export type RunningHolders = Closing & {
  /** Address by OIN, of those that run. */
  readonly urls: ReadonlyMap<string, string>;
};

const HOST = '127.0.0.1';

/** Rejects, with everything closed again, when one of them cannot start. */
export async function serveHolders({ gateway, holders, issuers, pages }: HoldersSettings): Promise<RunningHolders> {
  const running: Closing[] = [];
  const urls = new Map<string, string>();
  const close = async (): Promise<void> => {
    // Holders before the case systems behind them, so the other way round than they started.
    for (const one of running.splice(0).reverse()) await one.close();
  };
  try {
    for (const { port, keyFile, personas } of [issuers.professionals, issuers.citizens]) {
      const issuer = { port, key: { file: keyFile }, issuerUrl: addressOf(port), audience: gateway.audience, personas };
      running.push(await serveIssuer({ ...issuer, pages }));
    }
    for (const holder of holders) {
      const served = await serveHolder(
        holder,
        { gatewayIssuer: gateway.issuer, gatewayJwks: keySets(gateway.jwks) },
        running,
      );
      running.push(served);
      urls.set(holder.holder.oin, served.url);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { urls, close };
}

function keySets([first, ...others]: HoldersSettings['gateway']['jwks']): KeySetAddress {
  return [new URL(first), ...others.map((one) => new URL(one))];
}

async function serveHolder(
  settings: HolderSettings,
  gateway: { readonly gatewayIssuer: string; readonly gatewayJwks: KeySetAddress },
  running: Closing[],
): Promise<Closing & { readonly url: string }> {
  const { holder, port } = settings;
  const served = { holder, port, host: HOST, demo: true, ...gateway };
  switch (settings.source) {
    case 'PERSONS':
      return servePersons({ ...served, databaseUrl: settings.databaseUrl });
    case 'LOCAL_TEAM':
      return serveLocalTeam({ ...served, databaseUrl: settings.databaseUrl });
    case 'RVDK':
      return serveRvdk({ ...served, databaseUrl: settings.databaseUrl });
    case 'CERTIFIED_INSTITUTION':
      return serveCertifiedInstitution({ ...served, databaseUrl: settings.databaseUrl });
    case 'VEILIG_THUIS': {
      const caseSystem = await serveCaseSystem({ ...settings.caseSystem, host: HOST });
      running.push(caseSystem);
      return serveVeiligThuis({ ...served, caseSystem: new URL(caseSystem.url), secret: settings.caseSystem.secret });
    }
  }
}
