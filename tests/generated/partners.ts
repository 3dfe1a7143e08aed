// The registered organisations of generated worlds: two of a kind, the second in another region, and the register.
import { type Registration, registration } from '../../gateway/vocabulary/registration.ts';
import { type Oin, oin } from '../../schema/identifiers.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

export type Partner = Registration & { readonly source: Exclude<SourceKind, 'ACCESS'>; readonly slug: string };

function partner(
  number: number,
  slug: string,
  kind: OrganisationKind,
  source: Partner['source'],
  region: string | null,
): Partner {
  const parsed = registration.parse({
    organisation: { oin: String(number).padStart(20, '0'), kind, name: slug, region },
    source,
    url: `http://127.0.0.1:1/${slug}`,
    desk: { name: slug, phone: '088-0000000', hours: 'altijd' },
    tellsPlace: false,
    emergencyProfile: false,
  });
  return { ...parsed, source, slug };
}

export const HOME_REGION = 'Lindemeer';
export const PARTNERS: readonly Partner[] = [
  partner(10, 'register', 'PERSONS_REGISTER', 'PERSONS', null),
  partner(21, 'team-a', 'LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM', HOME_REGION),
  partner(22, 'team-b', 'LOCAL_TEAM_PROVIDER', 'LOCAL_TEAM', HOME_REGION),
  partner(31, 'vt-here', 'VEILIG_THUIS', 'VEILIG_THUIS', HOME_REGION),
  partner(32, 'vt-there', 'VEILIG_THUIS', 'VEILIG_THUIS', 'Duinvoorde'),
  partner(41, 'rvdk', 'RVDK', 'RVDK', null),
  partner(51, 'gi-here', 'CERTIFIED_INSTITUTION', 'CERTIFIED_INSTITUTION', HOME_REGION),
  partner(52, 'gi-there', 'CERTIFIED_INSTITUTION', 'CERTIFIED_INSTITUTION', 'Duinvoorde'),
];

export function partnerAt(holder: Oin): Partner {
  const found = PARTNERS.find(({ organisation }) => organisation.oin === holder);
  if (found === undefined) throw new RangeError(`nobody is registered as ${holder}`);
  return found;
}

export const REGISTER: Oin = oin.parse('10'.padStart(20, '0'));
