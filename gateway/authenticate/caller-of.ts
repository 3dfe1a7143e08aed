// Verified claims in; a caller out, if this issuer may say so of this organisation and role.
import type { Caller, ProfessionalCaller, SubjectCaller } from '../vocabulary/caller.ts';
import type { Refusal } from '../vocabulary/refusal.ts';
import type { IssuerRegistration, Registration } from '../vocabulary/registration.ts';
import { isStrong } from './assurance.ts';
import { citizenClaims, professionalClaims, type TokenClaims } from './claims.ts';
import { loginTooWeak, notAllowed, unauthenticated } from './refusals.ts';

export function callerOf(
  claims: TokenClaims,
  issuer: IssuerRegistration,
  registrations: readonly Registration[],
): Caller | Refusal {
  return issuer.citizens ? subjectOf(claims) : professionalOf(claims, issuer, registrations);
}

function subjectOf(claims: TokenClaims): SubjectCaller | Refusal {
  if (claims.role !== 'DATA_SUBJECT') return notAllowed('a citizens issuer gives no role');
  if (claims.organisation !== undefined || claims.mother_organisation !== undefined) {
    return notAllowed('a citizens issuer speaks for no organisation');
  }
  const own = citizenClaims.safeParse(claims);
  if (!own.success) return unauthenticated('claims of a data subject');
  if (!isStrong(claims.acr)) return loginTooWeak();
  // Only this room makes a caller.
  return {
    kind: 'DATA_SUBJECT',
    bsn: own.data.bsn,
    role: claims.role,
    assurance: claims.acr,
    client: claims.azp,
  } as SubjectCaller;
}

function professionalOf(
  claims: TokenClaims,
  issuer: IssuerRegistration,
  registrations: readonly Registration[],
): ProfessionalCaller | Refusal {
  const { role } = claims;
  if (role === 'DATA_SUBJECT') return notAllowed('an issuer of professionals makes no data subject');
  const own = professionalClaims.safeParse(claims);
  if (!own.success) return unauthenticated('claims of a professional');
  const spokenFor = (oin: typeof own.data.organisation) =>
    issuer.organisations.includes(oin)
      ? registrations.find(({ organisation }) => organisation.oin === oin)?.organisation
      : undefined;
  const organisation = spokenFor(own.data.organisation);
  if (organisation === undefined) return notAllowed('organisation not spoken for');
  const mother = own.data.mother_organisation;
  // A seconded professional's powers come under the token of the mother organisation's issuer (design 5, RVT).
  const motherOrganisation = mother === undefined ? null : spokenFor(mother);
  if (motherOrganisation === undefined) return notAllowed('mother organisation not spoken for');
  // Only this room makes a caller.
  return {
    kind: 'PROFESSIONAL',
    professional: own.data.sub,
    organisation,
    motherOrganisation,
    role,
    assurance: claims.acr,
    client: claims.azp,
  } as ProfessionalCaller;
}
