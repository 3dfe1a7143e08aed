// An unexpected error enters; a line for the operator leaves: what kind and where in the program, never its message, which may hold what it failed on.

export type Note = (line: string) => void;

export function noteOf(event: string, error?: unknown): string {
  const at = new Date().toISOString();
  if (!(error instanceof Error)) return JSON.stringify({ at, event });
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return JSON.stringify({ at, event, error: error.name, where: frames.slice(0, 6).map((frame) => frame.trim()) });
}
