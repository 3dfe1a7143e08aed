// What each process of the demo gets when it runs by itself (docker-compose): files, by the name of the service. Settings in, text out.
import { parseEnv } from 'node:util';
import { PORT_NAMES, type PortName, type Ports } from './ports.ts';
import type { HolderSettings, SystemSettings } from './settings.ts';
import type { IssuerFile } from './settings-alone.ts';
import type { AddressOf } from './world/addresses.ts';

/** The file in its folder that a process reads. */
export const GATEWAY_FILE = 'settings.json';
export const ISSUER_FILE = 'settings.json';
export const ISSUER_KEY_FILE = 'issuer-key.pem';
export const ENVIRONMENT_FILE = 'settings.env';

/** `localTeam1` is the service `local-team-1`. */
export function serviceOf(name: PortName): string {
  return name.replace(/[A-Z]|\d+$/g, (part) => `-${part.toLowerCase()}`);
}

export type PreparedFile = { readonly service: string; readonly file: string; readonly text: string };

/** One file for each service but the two issuers' keys and PostgreSQL. Holders that a world has not get none. */
export function preparedFiles({ gateway, holders }: SystemSettings, ports: Ports, at: AddressOf): PreparedFile[] {
  const issuer = (service: string, { port, personas }: typeof holders.issuers.citizens): PreparedFile => {
    const settings: IssuerFile = {
      issuerUrl: at(port),
      audience: holders.gateway.audience,
      keyFile: ISSUER_KEY_FILE,
      personas,
      pages: holders.pages,
    };
    return { service, file: ISSUER_FILE, text: `${JSON.stringify(settings, null, 2)}\n` };
  };
  return [
    { service: serviceOf('gateway'), file: GATEWAY_FILE, text: `${JSON.stringify(gateway, null, 2)}\n` },
    issuer(serviceOf('issuer'), holders.issuers.professionals),
    issuer(serviceOf('citizensIssuer'), holders.issuers.citizens),
    ...holders.holders.flatMap((holder) =>
      holderFiles(holder, holders.gateway, at).map(({ port, environment }) => ({
        service: serviceAt(port, ports),
        file: ENVIRONMENT_FILE,
        text: environmentText(environment),
      })),
    ),
  ];
}

type Environment = Readonly<Record<string, string>>;

/** The holder's own process, and that of its case system where there is one. */
function holderFiles(
  settings: HolderSettings,
  gateway: SystemSettings['holders']['gateway'],
  at: AddressOf,
): { readonly port: number; readonly environment: Environment }[] {
  const { oin, kind, name, region } = settings.holder;
  const holder = {
    HOLDER_OIN: oin,
    HOLDER_KIND: kind,
    HOLDER_NAME: name,
    ...(region === null ? {} : { HOLDER_REGION: region }),
    GATEWAY_ISSUER: gateway.issuer,
    GATEWAY_JWKS: gateway.jwks.join(' '),
  };
  if (settings.source !== 'VEILIG_THUIS') {
    return [{ port: settings.port, environment: { ...holder, DATABASE_URL: settings.databaseUrl } }];
  }
  const { port, databaseUrl, secret } = settings.caseSystem;
  return [
    { port, environment: { DATABASE_URL: databaseUrl, CASE_SYSTEM_SECRET: secret } },
    { port: settings.port, environment: { ...holder, CASE_SYSTEM_URL: at(port), CASE_SYSTEM_SECRET: secret } },
  ];
}

function serviceAt(port: number, ports: Ports): string {
  const name = PORT_NAMES.find((one) => ports[one] === port);
  if (name === undefined) throw new RangeError(`no service of the demo has port ${port}`);
  return serviceOf(name);
}

/** As `node --env-file` reads it. */
function environmentText(environment: Environment): string {
  const text = Object.entries(environment)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');
  const read = parseEnv(text);
  for (const [name, value] of Object.entries(environment)) {
    if (read[name] !== value)
      throw new RangeError(`${name} cannot be written to a file of settings: it has quotes or line ends`);
  }
  return text;
}

/** No form of quoting has an escape, so the one that the value does not hold. */
function quoted(value: string): string {
  const quote = ["'", '"', '`'].find((one) => !value.includes(one)) ?? "'";
  return `${quote}${value}${quote}`;
}
