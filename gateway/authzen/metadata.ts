// GET /.well-known/authzen-configuration: where the endpoints are, and what was switched on.

/** Members of answers beyond AuthZEN 1.0, by drafts that may still change: each is off until an installation switches it on. */
export type Capabilities = {
  /** `context.obligations` on what is permitted (draft 1 of 2026-07-03). */
  readonly obligations: boolean;
  /** Where a release or a necessity can be asked for; then a denial that waits for one carries `context.access_request` (ARAP draft 1). Null: nowhere. */
  readonly accessRequests: string | null;
};

export const NO_CAPABILITIES: Capabilities = { obligations: false, accessRequests: null };

export type MetadataSettings = {
  /** How this gateway is reached; the identifier of the decision point. */
  readonly publicUrl: string;
  readonly capabilities: Capabilities;
};

const ACCESS_REQUEST = 'urn:openid:authzen:capability:access-request';

export function metadataOf({ publicUrl, capabilities }: MetadataSettings): Readonly<Record<string, unknown>> {
  const at = (path: string): string => `${publicUrl}/access/v1/${path}`;
  const { obligations, accessRequests } = capabilities;
  return {
    policy_decision_point: publicUrl,
    access_evaluation_endpoint: at('evaluation'),
    access_evaluations_endpoint: at('evaluations'),
    search_subject_endpoint: at('search/subject'),
    search_resource_endpoint: at('search/resource'),
    search_action_endpoint: at('search/action'),
    ...(obligations ? { supported_obligations: ['custom'] } : {}),
    ...(accessRequests === null
      ? {}
      : {
          access_request_endpoint: accessRequests,
          jwks_uri: `${publicUrl}/.well-known/jwks.json`,
          capabilities: [ACCESS_REQUEST],
        }),
  };
}
