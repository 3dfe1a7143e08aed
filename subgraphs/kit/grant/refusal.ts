/** Why a grant was not accepted. For the holder's own notes only: the caller hears one sentence for all of them. */
export type GrantRefusal =
  | 'MISSING'
  | 'NOT_A_JWS'
  | 'HEADER'
  | 'UNKNOWN_KEY'
  | 'SIGNATURE'
  | 'CLAIMS'
  | 'ISSUER'
  | 'AUDIENCE'
  | 'EXPIRED'
  | 'NOT_YET'
  | 'TOO_LONG'
  | 'USE'
  | 'BODY'
  | 'DUPLICATE'
  | 'USED'
  | 'NOT_OWN';
