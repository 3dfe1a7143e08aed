import type { NamesOf } from './define.ts';

/** What a data subject asks of, or says to, the organisation that holds a file. The gateway corrects nothing: the source does. */
export const OWN_REQUEST_KINDS = {
  CORRECTION: 'verzoek om verbetering (AVG 16)',
  STATEMENT: 'eigen verklaring voor het dossier (Jeugdwet 7.3.8 lid 2)',
} as const;
export type OwnRequestKind = NamesOf<typeof OWN_REQUEST_KINDS>;

export const OWN_REQUEST_STATES = {
  SENT: 'verstuurd',
  DONE: 'gedaan',
  PARTLY: 'deels gedaan',
  REFUSED: 'niet gedaan',
} as const;
export type OwnRequestState = NamesOf<typeof OWN_REQUEST_STATES>;
