// The lines that tell where everything is, once it is.
import type { Ports } from '../../demo/ports.ts';

/** `gateways`: their ports, the first first. `running`: the ports of the sources that answer; undefined: all of them. A kind of source without any has no line. */
export function addresses(ports: Ports, gateways: readonly number[], running?: readonly number[]): string[] {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const sources = (name: string, ...all: readonly number[]): string[] => {
    const there = all.filter((port) => running === undefined || running.includes(port));
    return there.length === 0 ? [] : [`  ${name.padEnd(24)}${there.map(at).join('  ')}`];
  };
  return [
    '',
    ...gateways.map((port, nth) => `  ${(nth === 0 ? 'gateway' : `gateway ${nth + 1}`).padEnd(24)}${at(port)}/graphql`),
    `  playground              ${at(ports.gateway)}/playground/`,
    ...sources('persons register', ports.persons),
    ...sources('local teams', ports.localTeam1, ports.localTeam2),
    ...sources('Veilig Thuis', ports.veiligThuis1, ports.veiligThuis2),
    ...sources('Raad (RvdK)', ports.rvdk1),
    ...sources('certified institutions', ports.certifiedInstitution1, ports.certifiedInstitution2),
    `  demo issuer             ${at(ports.issuer)}`,
    `  citizens' issuer        ${at(ports.citizensIssuer)}`,
    '',
    '  a token                 npm run --silent token -- --list',
    '  stop                    Ctrl-C',
    '',
  ];
}
