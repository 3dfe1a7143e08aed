// The addresses of the demo world. The gateway's port in, every port out: PORT moves all of them alike, so that two can run.

const GATEWAY = 4000;

const CONTRACT = {
  gateway: GATEWAY,
  persons: 4010,
  localTeam1: 4021,
  localTeam2: 4022,
  veiligThuis1: 4031,
  veiligThuis2: 4032,
  rvdk1: 4041,
  certifiedInstitution1: 4051,
  certifiedInstitution2: 4052,
  /** Veilig Thuis' own case systems, behind its subgraphs. */
  veiligThuisCases1: 4061,
  veiligThuisCases2: 4062,
  postgres: 4090,
  issuer: 4095,
  citizensIssuer: 4096,
} as const;

export const PORT_NAMES = [
  'gateway',
  'persons',
  'localTeam1',
  'localTeam2',
  'veiligThuis1',
  'veiligThuis2',
  'rvdk1',
  'certifiedInstitution1',
  'certifiedInstitution2',
  'veiligThuisCases1',
  'veiligThuisCases2',
  'postgres',
  'issuer',
  'citizensIssuer',
] as const satisfies readonly (keyof typeof CONTRACT)[];

export type PortName = (typeof PORT_NAMES)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** The highest PORT that leaves room for all others below 65536. */
export const HIGHEST_GATEWAY_PORT = 65_535 - (CONTRACT.citizensIssuer - GATEWAY);

/** `gateway`: the port of the gateway, 1 to HIGHEST_GATEWAY_PORT. */
export function portsFrom(gateway: number): Ports {
  const by = gateway - GATEWAY;
  return {
    gateway,
    persons: CONTRACT.persons + by,
    localTeam1: CONTRACT.localTeam1 + by,
    localTeam2: CONTRACT.localTeam2 + by,
    veiligThuis1: CONTRACT.veiligThuis1 + by,
    veiligThuis2: CONTRACT.veiligThuis2 + by,
    rvdk1: CONTRACT.rvdk1 + by,
    certifiedInstitution1: CONTRACT.certifiedInstitution1 + by,
    certifiedInstitution2: CONTRACT.certifiedInstitution2 + by,
    veiligThuisCases1: CONTRACT.veiligThuisCases1 + by,
    veiligThuisCases2: CONTRACT.veiligThuisCases2 + by,
    postgres: CONTRACT.postgres + by,
    issuer: CONTRACT.issuer + by,
    citizensIssuer: CONTRACT.citizensIssuer + by,
  };
}

/** Gateways that may run side by side: each has eleven connections to PostgreSQL. */
export const MOST_GATEWAYS = 4;

/** The first is the gateway's own port, the others follow it. */
export function gatewayPorts({ gateway }: Ports, count: number): [number, ...number[]] {
  return [gateway, ...Array.from({ length: count - 1 }, (_, at) => gateway + at + 1)];
}

/** What each port is for, in the words the launcher uses. */
export const PORT_USES: Readonly<Record<PortName, string>> = {
  gateway: 'the gateway',
  persons: 'the persons register',
  localTeam1: 'the first local team',
  localTeam2: 'the second local team',
  veiligThuis1: 'the first Veilig Thuis',
  veiligThuis2: 'the second Veilig Thuis',
  rvdk1: 'the Raad voor de Kinderbescherming',
  certifiedInstitution1: 'the first certified institution',
  certifiedInstitution2: 'the second certified institution',
  veiligThuisCases1: "the first Veilig Thuis' case system",
  veiligThuisCases2: "the second Veilig Thuis' case system",
  postgres: 'PostgreSQL',
  issuer: "the demo's token issuer",
  citizensIssuer: "the citizens' token issuer",
};
