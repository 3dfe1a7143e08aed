// The lines that tell where everything is, once it is.
import type { Ports } from '../../demo/ports.ts';

export function addresses(ports: Ports): string[] {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return [
    '',
    `  gateway                 ${at(ports.gateway)}/graphql`,
    `  playground              ${at(ports.gateway)}/playground/`,
    `  persons register        ${at(ports.persons)}`,
    `  local teams             ${at(ports.localTeam1)}  ${at(ports.localTeam2)}`,
    `  Veilig Thuis            ${at(ports.veiligThuis1)}  ${at(ports.veiligThuis2)}`,
    `  Raad (RvdK)             ${at(ports.rvdk1)}`,
    `  certified institutions  ${at(ports.certifiedInstitution1)}  ${at(ports.certifiedInstitution2)}`,
    `  demo issuer             ${at(ports.issuer)}`,
    `  citizens' issuer        ${at(ports.citizensIssuer)}`,
    '',
    '  a token                 npm run --silent token -- --list',
    '  stop                    Ctrl-C',
    '',
  ];
}
