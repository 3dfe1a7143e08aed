// GET /.well-known/authzen-configuration: where the endpoints are, and what was switched on.

/** Members of answers beyond AuthZEN 1.0, by drafts that may still change: each is off until an installation switches it on. */
export type Capabilities = {
  /** `context.obligations` on what is permitted (draft 1 of 2026-07-03). */
  readonly obligations: boolean;
  /** `context.access_request` on what waits for a release, and where to ask for it (ARAP draft 1). */
  readonly accessRequests: boolean;
};

export const NO_CAPABILITIES: Capabilities = { obligations: false, accessRequests: false };

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
    ...(accessRequests ? { access_request_endpoint: requestsAt(publicUrl), capabilities: [ACCESS_REQUEST] } : {}),
  };
}

export function requestsAt(publicUrl: string): string {
  return `${publicUrl}/access/v1/requests`;
}
