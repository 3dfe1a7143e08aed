// Linux only: which process listens at a port of this machine, and how much processor time a process has used.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Of 127.0.0.1. Throws when nobody of this account listens there. */
export function processAt(port: number): number {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = readFileSync('/proc/net/tcp', 'utf8').split('\n');
  // Its fields: number, local address, remote address, state (0A listens), ...; the tenth is the inode.
  const fields = sockets.map((line) => line.trim().split(/\s+/));
  const inode = fields.find((one) => one[1] === address && one[3] === '0A')?.[9];
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    try {
      const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      if (open.includes(`socket:[${inode}]`)) return pid;
    } catch {
      // Another account's, or just ended.
    }
  }
  throw new Error(`nobody listens at ${port}`);
}

/** ms of all its threads together, user and system; in steps of 10. */
export function processorTime(pid: number): number {
  // After the name, which may hold anything: state is the third field, utime and stime the fourteenth and fifteenth, in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
