// Loaded policies in; what analysis finds in them out, each with file, line and place. 0: fit; 1: a fault.
import { describeProblems, keysOf, type LoadedPolicies, placeOf } from '../../gateway/adapters/policies.ts';
import { analyse } from '../../gateway/officers/analyse.ts';
import type { SchemaFields } from '../../gateway/officers/fields.ts';
import type { PolicyFinding } from '../../gateway/officers/finding.ts';
import { isGround } from '../../gateway/vocabulary/law-row.ts';
import type { LocalDate } from '../../schema/identifiers.ts';

type Loaded = Extract<LoadedPolicies, { kind: 'POLICIES' }>;

export function check(
  { set, sources }: Loaded,
  on: LocalDate,
  schema: SchemaFields,
  { out }: { readonly out: (line: string) => void },
): number {
  const findings = analyse(set, schema, on);
  const faults = findings.filter(({ level }) => level === 'FAULT');
  const grounds = set.law.filter(isGround).length;
  const switches = Object.values(set.switches);
  out(`Policy ${set.version}, law of ${on}.`);
  out(
    `${set.law.length} law rows (${grounds} grounds, ${set.law.length - grounds} met otherwise), ${set.rules.length} rules, ` +
      `${set.purposes.length} purposes, ${switches.length} switches (${switches.filter(Boolean).length} on).`,
  );
  for (const finding of findings) out(`${finding.level.toLowerCase().padEnd(5)} ${lineOf(finding, sources)}`);
  const notes = findings.length - faults.length;
  out(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}, ${notes} ${notes === 1 ? 'note' : 'notes'}.`);
  return faults.length === 0 ? 0 : 1;
}

function lineOf({ kind, of, id, path, says }: PolicyFinding, sources: Loaded['sources']): string {
  const place = of === 'SCHEMA' ? undefined : placeOf(sources, of, id);
  const file = place?.file ?? 'schema';
  return describeProblems([{ file, line: place?.lineOf(keysOf(path)) ?? null, id, path, reason: `${kind}: ${says}` }]);
}
