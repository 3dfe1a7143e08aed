// The registered organisations of generated situations: two of each kind that works cases, and the register.
import { CASEWORK_KINDS } from '../../gateway/vocabulary/policy-check.ts';
import type { Holder } from '../../gateway/vocabulary/registration.ts';
import { oin } from '../../schema/identifiers.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

const SOURCE_OF: Readonly<Record<(typeof CASEWORK_KINDS)[number], SourceKind>> = {
  LOCAL_TEAM_MUNICIPAL: 'LOCAL_TEAM',
  LOCAL_TEAM_PROVIDER: 'LOCAL_TEAM',
  VEILIG_THUIS: 'VEILIG_THUIS',
  RVDK: 'RVDK',
  CERTIFIED_INSTITUTION: 'CERTIFIED_INSTITUTION',
};

function partner(number: number, kind: OrganisationKind, source: SourceKind): Holder {
  return {
    organisation: { oin: oin.parse(String(number).padStart(20, '0')), kind, name: kind, region: 'Lindemeer' },
    source,
    url: 'http://127.0.0.1:1',
    desk: { name: 'desk', phone: '1', hours: 'always' },
    tellsPlace: false,
    emergencyProfile: number % 3 !== 0,
  };
}

const FIRST = CASEWORK_KINDS.map((kind, at) => partner(at + 1, kind, SOURCE_OF[kind]));
const SECOND = CASEWORK_KINDS.map((kind, at) => partner(at + 11, kind, SOURCE_OF[kind]));
const REGISTER = partner(90, 'PERSONS_REGISTER', 'PERSONS');
export const HOLDERS: readonly Holder[] = [...FIRST, ...SECOND, REGISTER];

export const OTHER_KIND: readonly OrganisationKind[] = CASEWORK_KINDS;

/** An organisation that is no holder (an inspectorate) asks under a number that no holder has. */
export function holderOfKind(kind: OrganisationKind): Holder {
  return HOLDERS.find(({ organisation }) => organisation.kind === kind) ?? partner(80, kind, 'ACCESS');
}

export function anyHolder(number: number): Holder {
  const found = HOLDERS[number % HOLDERS.length];
  if (found === undefined) throw new RangeError('there are holders');
  return found;
}
