import type { NamesOf } from './define.ts';

/** iJw COD472 relatie; the code stands first in each description. */
export const RELATION_KINDS = {
  GUARDIAN_OF_ADULT: '03 curator',
  FINANCIAL_REPRESENTATIVE: '04 financieel gemachtigde',
  LIVING_UNIT: '06 leefeenheid',
  CARE_WORKER: '07 hulpverlener',
  SPECIALIST: '08 specialist',
  OTHER: '09 anders',
  PARENT: '10 ouder',
  GUARDIAN: '11 voogd',
  PARTNER: '12 partner',
  FOSTER_PARENT: '13 pleegouder',
  ADMINISTRATOR: '14 bewindvoerder',
  MENTOR: '15 mentor',
  CHILD: '16 zoon of dochter',
  FAMILY_MEMBER: '17 familielid',
  HOUSEHOLD_MEMBER: '18 gezinslid',
  NEIGHBOUR: '19 buur',
  FRIEND: '20 vriend of kennis',
  CLIENT_SUPPORTER: '21 clientondersteuner',
  GENERAL_PRACTITIONER: '22 huisarts',
  DISTRICT_COACH: '25 wijkcoach',
} as const;
export type RelationKind = NamesOf<typeof RELATION_KINDS>;

/** Kinds of custody: the BRP API types, and two of our own for court decisions it does not name. */
export const CUSTODY_KINDS = {
  JOINT_PARENTAL: 'GezamenlijkOuderlijkGezag: gezamenlijk ouderlijk gezag',
  SOLE_PARENTAL: 'EenhoofdigOuderlijkGezag: eenhoofdig ouderlijk gezag',
  JOINT: 'GezamenlijkGezag: ouder en een derde',
  GUARDIANSHIP: 'Voogdij: voogdij',
  TEMPORARILY_NONE: 'TijdelijkGeenGezag: tijdelijk geen gezag',
  CANNOT_BE_DETERMINED: 'GezagNietTeBepalen: gezag niet te bepalen',
  PARTLY_INSTITUTION: 'gedeeltelijk bij de gecertificeerde instelling (BW 1:265e)',
  SUSPENDED: 'geschorst (BW 1:268)',
} as const;
export type CustodyKind = NamesOf<typeof CUSTODY_KINDS>;
