// A small world of two local teams and a Veilig Thuis: one of everything that the store holds.
import { issuerRegistration, registration } from '../../gateway/vocabulary/registration.ts';
import {
  storedClaim,
  storedConsent,
  storedNecessity,
  storedRelease,
  storedRestriction,
  storedShield,
} from '../../gateway/vocabulary/stored.ts';
import { innerKey, oin } from '../../schema/identifiers.ts';

export const TEAM = oin.parse('00000001000000000001');
export const OTHER_TEAM = oin.parse('00000001000000000002');
export const SAFE_HOME = oin.parse('00000001000000000003');

export const CHILD = innerKey.parse('person-child-0001');
export const MOTHER = innerKey.parse('person-mother-0001');

const desk = { name: 'Frontoffice', phone: '088-0000000', hours: 'dag en nacht' };
const partner = { url: null, source: null, desk, tellsPlace: false, emergencyProfile: false };

export const sampleWorld = {
  registrations: [
    registration.parse({
      ...partner,
      organisation: { oin: TEAM, kind: 'LOCAL_TEAM_MUNICIPAL', name: 'Lokaal team Noord', region: 'noord' },
      source: 'LOCAL_TEAM',
      url: 'http://127.0.0.1:4021',
    }),
    registration.parse({
      ...partner,
      organisation: { oin: OTHER_TEAM, kind: 'LOCAL_TEAM_PROVIDER', name: 'Lokaal team Zuid', region: 'zuid' },
      source: 'LOCAL_TEAM',
      url: 'http://127.0.0.1:4022',
    }),
    registration.parse({
      ...partner,
      organisation: { oin: SAFE_HOME, kind: 'INSPECTORATE', name: 'Inspectie', region: null },
    }),
  ],
  issuers: [
    issuerRegistration.parse({
      issuer: 'http://127.0.0.1:4095',
      jwks: 'http://127.0.0.1:4095/.well-known/jwks.json',
      organisations: [TEAM, OTHER_TEAM],
      citizens: false,
    }),
  ],
  consents: [
    storedConsent.parse({
      id: 'consent-0001',
      about: CHILD,
      holder: OTHER_TEAM,
      recipient: TEAM,
      roles: ['FAMILY_WORKER'],
      purposes: ['SUPPORT_PLAN'],
      categories: ['PLAN', 'INVOLVEMENT'],
      from: '2026-01-01',
      until: '2026-12-31',
      textVersion: 'informatiemap-3',
      evidence: 'CANARY-evidence',
      recordedBy: 'skj.100001',
      recordedOn: '2026-01-01T10:00:00+01:00',
      statements: [
        { by: MOTHER, capacity: 'CUSTODY_HOLDER', answer: 'GIVEN', at: '2026-01-01T10:00:00+01:00' },
        { by: CHILD, capacity: 'SELF', answer: 'GIVEN', at: '2026-01-02T10:00:00+01:00' },
      ],
    }),
  ],
  releases: [
    storedRelease.parse({
      id: 'release-0001',
      kind: 'STANDING',
      about: null,
      holder: OTHER_TEAM,
      recipient: TEAM,
      roles: ['FAMILY_WORKER'],
      purposes: ['SUPPORT_PLAN'],
      categories: ['INVOLVEMENT'],
      basis: 'jw-7.4.0-2',
      from: '2026-01-01',
      until: '2026-12-31',
    }),
  ],
  necessities: [
    storedNecessity.parse({
      id: 'necessity-0001',
      about: CHILD,
      holder: OTHER_TEAM,
      recipient: TEAM,
      purpose: 'SAFETY_ASSESSMENT',
      category: 'SAFETY',
      code: 'ACUTE_SAFETY',
      from: '2026-11-01',
      until: '2026-11-30',
    }),
  ],
  claims: [
    storedClaim.parse({
      id: 'claim-0001',
      organisation: TEAM,
      ownCase: 'case-noord-0001',
      kind: 'COLLEGE_DESIGNATION',
      number: 'CANARY-number',
      date: '2026-02-01',
      about: null,
      recordedBy: 'skj.100001',
      reviewedBy: 'skj.100002',
      contested: false,
      from: '2026-02-01',
      until: null,
    }),
  ],
  shields: [
    storedShield.parse({
      id: 'shield-address-0001',
      subject: CHILD,
      kind: 'ADDRESS',
      towards: null,
      holder: null,
      categories: null,
      from: '2026-03-01',
      until: '2026-11-30',
    }),
  ],
  restrictions: [
    storedRestriction.parse({
      id: 'restriction-0001',
      about: MOTHER,
      organisation: TEAM,
      from: '2026-04-01',
      until: null,
    }),
  ],
};
