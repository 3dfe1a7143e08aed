// The keys of a demo installation. Those of outward ids are fixed, so that documented ids hold; all others are made at first start
// and kept in one file that only its owner may read.
import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import { type Ed25519Key, ed25519Key } from '../gateway/settings.ts';
import { openSecrets, type Secrets } from './secrets.ts';

/** A constant that everyone may know: in the demo an outward id protects nothing. 32 bytes. */
export const DEMO_OUTWARD_ID_KEY = Buffer.from('samenzicht demo: not a secret!!!', 'utf8');

export type DemoKeys = {
  /** As gateway/settings.ts takes them: base64. */
  readonly gateway: { readonly outwardIds: string; readonly pseudonyms: string; readonly sealing: string };
  readonly grantKey: Ed25519Key;
  /** Bearer secret of one case system. */
  caseSystemSecret(slug: string): string;
};

export function demoKeys(dataDir: string): DemoKeys {
  const secrets = openSecrets(join(dataDir, 'keys.json'));
  return {
    gateway: {
      outwardIds: DEMO_OUTWARD_ID_KEY.toString('base64'),
      pseudonyms: keyOf(secrets, 'pseudonyms').toString('base64'),
      sealing: keyOf(secrets, 'sealing').toString('base64'),
    },
    grantKey: grantKeyOf(keyOf(secrets, 'grant-key')),
    caseSystemSecret: (slug) => secrets.of(`case-system-${slug}`),
  };
}

function keyOf(secrets: Secrets, name: string): Buffer {
  return Buffer.from(secrets.of(name), 'base64url');
}

/** PKCS#8 of an Ed25519 key (RFC 8410): a fixed head, then the 32 bytes of the seed. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

function grantKeyOf(seed: Buffer): Ed25519Key {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  return ed25519Key.parse(key.export({ format: 'jwk' }));
}
