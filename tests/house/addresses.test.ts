// What a start prints last: where everything is, and nothing that is not there.
import { describe, expect, it } from 'vitest';
import { addresses } from '../../bin/launch/addresses.ts';
import { portsFrom } from '../../demo/ports.ts';

const ports = portsFrom(4000);
const told = (running?: readonly number[], gateways: readonly number[] = [4000]): string[] =>
  addresses(ports, gateways, running).filter((line) => line.includes('http://'));

describe('the addresses of a start', () => {
  it('are those of the contract', () => {
    expect(told()).toEqual([
      '  gateway                 http://127.0.0.1:4000/graphql',
      '  playground              http://127.0.0.1:4000/playground/',
      '  persons register        http://127.0.0.1:4010',
      '  local teams             http://127.0.0.1:4021  http://127.0.0.1:4022',
      '  Veilig Thuis            http://127.0.0.1:4031  http://127.0.0.1:4032',
      '  Raad (RvdK)             http://127.0.0.1:4041',
      '  certified institutions  http://127.0.0.1:4051  http://127.0.0.1:4052',
      '  demo issuer             http://127.0.0.1:4095',
      "  citizens' issuer        http://127.0.0.1:4096",
    ]);
  });

  it('leave out a source that this world has not, or that is down', () => {
    expect(told([4010, 4021, 4051])).toEqual([
      '  gateway                 http://127.0.0.1:4000/graphql',
      '  playground              http://127.0.0.1:4000/playground/',
      '  persons register        http://127.0.0.1:4010',
      '  local teams             http://127.0.0.1:4021',
      '  certified institutions  http://127.0.0.1:4051',
      '  demo issuer             http://127.0.0.1:4095',
      "  citizens' issuer        http://127.0.0.1:4096",
    ]);
  });

  it('name each gateway', () => {
    expect(told([], [4000, 4001, 4002]).slice(0, 4)).toEqual([
      '  gateway                 http://127.0.0.1:4000/graphql',
      '  gateway 2               http://127.0.0.1:4001/graphql',
      '  gateway 3               http://127.0.0.1:4002/graphql',
      '  playground              http://127.0.0.1:4000/playground/',
    ]);
  });
});
