// Code lists that several sources share, each value with its Dutch term.

/** PlanStatus of the shared graph. */
export const PLAN_STATUSES = { DRAFT: 'concept', ADOPTED: 'vastgesteld', CLOSED: 'afgesloten' } as const;

/** What a professional should do; never why. */
export const NOTICE_INSTRUCTIONS = {
  KEEP_APART: 'breng deze personen niet samen; bel eerst',
  CALL_FIRST: 'bel eerst, voordat u contact legt',
} as const;
