// Loaded before a program (node --import): every name looked up and every address connected to outside this machine is written down
// instead of being reached. Plain JavaScript, since it also runs before programs that are not ours.
import dns from 'node:dns';
import net from 'node:net';

const attempts = [];
const refused = () => Object.assign(new Error('no way out of this test'), { code: 'ECONNREFUSED' });

net.Socket.prototype.connect = function connect(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  attempts.push(
    typeof options === 'object' ? `${options.host ?? options.path}:${options.port ?? ''}` : String(options),
  );
  process.nextTick(() => this.destroy(refused()));
  return this;
};
dns.lookup = (name, ...rest) => {
  attempts.push(`lookup ${name}`);
  process.nextTick(rest.at(-1), refused());
};
dns.promises.lookup = async (name) => {
  attempts.push(`lookup ${name}`);
  throw refused();
};
process.on('exit', () => process.stdout.write(`${JSON.stringify(attempts)}\n`));
