// An error of the HTTP server enters; the status of its answer leaves.

/** The server's own refusals carry theirs; anything else is our fault. */
export function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
