import type { NamesOf } from './define.ts';

/** The kinds of source behind the graph: one subgraph each. */
export const SOURCE_KINDS = {
  PERSONS: 'basisregistratie personen (BRP)',
  LOCAL_TEAM: 'lokaal team',
  VEILIG_THUIS: 'Veilig Thuis',
  RVDK: 'Raad voor de Kinderbescherming',
  CERTIFIED_INSTITUTION: 'gecertificeerde instelling',
  ACCESS: 'toegang: wat Samenzicht zelf bijhoudt',
} as const;
export type SourceKind = NamesOf<typeof SOURCE_KINDS>;
