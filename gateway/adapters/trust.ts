// The live register enters; what each caller may ask (vocabulary/trust.ts) leaves. In a demo everybody may ask everything.
import type { Caller } from '../vocabulary/caller.ts';
import { type AskingRights, ownerOf, type Trust } from '../vocabulary/trust.ts';
import type { LiveRegistry } from './registry.ts';

const ALL: AskingRights = { freely: true, schema: true };
const NONE: AskingRights = { freely: false, schema: false };

export function createTrust({ registry, document }: LiveRegistry, demo: boolean): Trust {
  const registered = (caller: Caller): AskingRights | undefined => {
    if (caller.kind === 'DATA_SUBJECT') return NONE;
    const { oin } = caller.organisation;
    return registry.registrations().find(({ organisation }) => organisation.oin === oin)?.asks;
  };
  return {
    rights: (caller) => (demo ? ALL : (registered(caller) ?? NONE)),
    text: (caller, sha256) => document(ownerOf(caller), sha256),
  };
}
