// Where each organisation of a world answers: by its kind, in the order of the file.
import type { Ports } from '../ports.ts';
import { StartProblem } from '../start-problem.ts';
import { sourceOf, type WorldOrganisation } from './organisation.ts';

export type Place =
  | { readonly source: 'PERSONS' | 'LOCAL_TEAM' | 'RVDK' | 'CERTIFIED_INSTITUTION'; readonly port: number }
  | { readonly source: 'VEILIG_THUIS'; readonly port: number; readonly caseSystem: number };

/** Where others reach what listens at a port of the demo; no slash at the end. */
export type AddressOf = (port: number) => string;

/** All on this machine. */
export const addressOf: AddressOf = (port) => `http://127.0.0.1:${port}`;

/** By slug; an organisation without a place only asks. Throws StartProblem WORLD when there are more of a kind than addresses. */
export function placesOf(organisations: readonly WorldOrganisation[], ports: Ports): ReadonlyMap<string, Place> {
  const free: Readonly<Record<Place['source'], Place[]>> = {
    PERSONS: [{ source: 'PERSONS', port: ports.persons }],
    LOCAL_TEAM: [
      { source: 'LOCAL_TEAM', port: ports.localTeam1 },
      { source: 'LOCAL_TEAM', port: ports.localTeam2 },
    ],
    VEILIG_THUIS: [
      { source: 'VEILIG_THUIS', port: ports.veiligThuis1, caseSystem: ports.veiligThuisCases1 },
      { source: 'VEILIG_THUIS', port: ports.veiligThuis2, caseSystem: ports.veiligThuisCases2 },
    ],
    RVDK: [{ source: 'RVDK', port: ports.rvdk1 }],
    CERTIFIED_INSTITUTION: [
      { source: 'CERTIFIED_INSTITUTION', port: ports.certifiedInstitution1 },
      { source: 'CERTIFIED_INSTITUTION', port: ports.certifiedInstitution2 },
    ],
  };
  const places = new Map<string, Place>();
  for (const { slug, kind } of organisations) {
    const source = sourceOf(kind);
    if (source === null || source === 'ACCESS') continue;
    const place = free[source].shift();
    if (place === undefined) {
      throw new StartProblem(
        'WORLD',
        `The world has more organisations of kind ${kind} than there are addresses for them: leave out "${slug}".`,
      );
    }
    places.set(slug, place);
  }
  return places;
}
