// What may not even be said to be there (design 4, existence-sensitive): which categories, and whose very involvement tells something.
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';

export const EXISTENCE_SENSITIVE: ReadonlySet<Category> = new Set<Category>([
  'SAFETY_REPORT',
  'SAFETY_NOTICE',
  'HEALTH',
  'CRIMINAL',
  'INVESTIGATION',
  'REPORTER',
]);

export const TELLING_HOLDERS: ReadonlySet<OrganisationKind> = new Set<OrganisationKind>([
  'VEILIG_THUIS',
  'RVDK',
  'CERTIFIED_INSTITUTION',
]);
