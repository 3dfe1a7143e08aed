// A settings file and the wall clock in; the file with one key more and the spent ones gone, and a sentence for the operator, out.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { type Ed25519Key, ed25519Key, type GatewaySettings, gatewaySettings } from '../../gateway/settings.ts';
import { instantOf } from '../../gateway/vocabulary/clock.ts';

/** Longer than a holder keeps from asking for keys anew (10 s) and than a grant lives (30 s). */
const AHEAD_MS = 60_000;

export type Rotated = { readonly ok: boolean; readonly says: string };

export function rotateKeys(file: string, now: number): Rotated {
  const settings = readSettings(file);
  if (typeof settings === 'string') return { ok: false, says: settings };
  const toCome = settings.grantKeysToCome ?? [];
  const last = toCome.reduce((latest, { from }) => Math.max(latest, Date.parse(from)), Number.NEGATIVE_INFINITY);
  if (last + AHEAD_MS > now) {
    const over = instantOf(last + AHEAD_MS);
    return { ok: false, says: `The last rotation is not over: again after ${over}. Nothing was changed.` };
  }
  const present = toCome.find(({ from }) => Date.parse(from) === last)?.key ?? settings.grantKey;
  const from = instantOf(now + AHEAD_MS);
  write(file, { ...settings, grantKey: present, grantKeysToCome: [{ key: newKey(), from }] });
  return {
    ok: true,
    says: `The new key signs from ${from}. Tell every gateway process before that moment: kill -HUP PID. Nothing else is to be done.`,
  };
}

function readSettings(file: string): GatewaySettings | string {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return `${file} cannot be read as JSON.`;
  }
  const parsed = gatewaySettings.safeParse(json);
  if (parsed.success) return parsed.data;
  // Only where, never what: settings hold keys.
  return `${file} is no settings file of a gateway: ${parsed.error.issues.map(({ path }) => path.join('.') || 'it').join(', ')}.`;
}

/** As a whole or not at all, and readable to nobody more than before. */
function write(file: string, settings: GatewaySettings): void {
  const next = `${file}.next`;
  writeFileSync(next, `${JSON.stringify(settings, null, 2)}\n`, { mode: statSync(file).mode });
  renameSync(next, file);
}

function newKey(): Ed25519Key {
  return ed25519Key.parse(
    (({ kty, crv, x, d }) => ({ kty, crv, x, d }))(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  );
}
