// Asks the decision point of a running system as a persona would, and reads what comes back.
import { z } from 'zod';
import type { System } from '../support/system.ts';

export type PointReply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

export async function askPoint(
  system: System,
  persona: string | null,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<PointReply> {
  const response = await fetch(`${system.url}/access/v1/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(persona === null ? {} : { authorization: `Bearer ${await system.token(persona)}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

export const evaluated = z.object({
  decision: z.boolean(),
  context: z.looseObject({ record_id: z.string(), reason: z.string().optional() }),
});
export const batch = z.object({ evaluations: z.array(evaluated) });
export const results = z.object({
  results: z.array(
    z.looseObject({ type: z.string().optional(), id: z.string().optional(), name: z.string().optional() }),
  ),
  page: z.object({ next_token: z.string(), count: z.number(), total: z.number() }),
});

/** What a GraphQL answer reports of each cell. */
export const reported = z.object({
  extensions: z.object({
    access: z.object({
      recordId: z.string(),
      opened: z.array(
        z.object({
          subjects: z.array(z.string()),
          holder: z.string(),
          categories: z.array(z.string()),
          rule: z.string(),
        }),
      ),
      withheld: z.array(
        z.object({
          subjects: z.array(z.string()),
          holder: z.string(),
          categories: z.array(z.string()),
          code: z.string(),
        }),
      ),
    }),
  }),
});

export type Cell = { readonly id: string; readonly rule: string | null; readonly code: string | null };

export function cellsIn(body: unknown): readonly Cell[] {
  const { opened, withheld } = reported.parse(body).extensions.access;
  return [
    ...opened.map((group) => ({ ...group, code: null })),
    ...withheld.map((group) => ({ ...group, rule: null })),
  ].flatMap(({ subjects, holder, categories, rule, code }) =>
    subjects.flatMap((person) => categories.map((category) => ({ id: `${person}.${category}.${holder}`, rule, code }))),
  );
}

export function professionalOf(system: System, persona: string): { type: string; id: string } {
  const { claims } = system.persona(persona);
  return { type: 'professional', id: claims.sub ?? '' };
}

/** The same but for what differs each time. */
export function comparable(text: string): string {
  return text.replaceAll(/"record_id":"[^"]*"/g, '"record_id":""');
}
