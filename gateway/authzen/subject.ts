// Who is asked about: a professional of the asker's own organisation in one role. A subject of AuthZEN enters; that professional leaves.
import { oin, professionalId } from '../../schema/identifiers.ts';
import { isOneOf } from '../../schema/names/define.ts';
import { ROLES } from '../../schema/names/role.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { Registry } from '../vocabulary/ports.ts';
import type { Entity, Flaw } from './messages.ts';

export const PROFESSIONAL = 'professional';

/**
 * Null: nobody whom this point knows. The role is the asker's own where it is about the asker and names none. The organisation is always that of the
 * asker: it answers for its own people, and says itself in which role they work and from where they are seconded.
 */
export function aboutOf(
  { type, id, properties }: Entity,
  asker: ProfessionalCaller,
  registry: Pick<Registry, 'registrations'>,
): ProfessionalCaller | Flaw | null {
  const professional = professionalId.safeParse(id);
  if (type !== PROFESSIONAL || !professional.success) return null;
  const isAsker = professional.data === asker.professional;
  const role = properties.role ?? (isAsker ? asker.role : undefined);
  if (role === undefined) return { flaw: 'subject.properties.role: name the role in which this colleague would ask' };
  if (!isOneOf(ROLES, role) || role === 'DATA_SUBJECT') return null;
  const said = properties.mother_organisation;
  const named = motherOf(said, registry);
  // Of oneself the token says it, and a question that says otherwise is about nobody.
  const contradicts =
    isAsker && said !== undefined && (named === undefined || named?.oin !== asker.motherOrganisation?.oin);
  const motherOrganisation = isAsker ? asker.motherOrganisation : named;
  if (motherOrganisation === undefined || contradicts) return null;
  return { ...asker, professional: professional.data, role, motherOrganisation };
}

/** Null: not seconded. Undefined: no organisation that is registered. */
function motherOf(named: unknown, { registrations }: Pick<Registry, 'registrations'>): Organisation | null | undefined {
  if (named === undefined || named === null) return null;
  const parsed = oin.safeParse(named);
  if (!parsed.success) return undefined;
  return registrations().find(({ organisation }) => organisation.oin === parsed.data)?.organisation;
}
