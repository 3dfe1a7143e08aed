// A container's health check: exit code 0 when the address answers 200 within two seconds. node deploy/is-ready.js ADDRESS
const [address] = process.argv.slice(2);
try {
  const { status } = await fetch(address, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
  if (status !== 200) throw new Error(`it answers ${status}`);
} catch (error) {
  process.stderr.write(`${address} is not ready: ${error.cause?.code ?? error.message}\n`);
  process.exitCode = 1;
}
