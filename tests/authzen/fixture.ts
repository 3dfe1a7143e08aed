// The fixture of the AuthZEN 1.0 certification scenario: two subjects, two records, three actions and their eight decisions, behind the gateway's own
// endpoints. It shows the protocol; the gateway's own decisions are asked after elsewhere.
import fastify from 'fastify';
import { serveAuthzen } from '../../gateway/authzen/door.ts';
import type { Action, Entity } from '../../gateway/authzen/messages.ts';
import { type Capabilities, NO_CAPABILITIES } from '../../gateway/authzen/metadata.ts';
import type { OpenPoint } from '../../gateway/authzen/point.ts';
import { createAdmission } from '../../gateway/http/admission.ts';
import { beginVisit } from '../../gateway/vocabulary/visit.ts';
import { callerWith } from '../rooms/decide-world.ts';

const SUBJECTS = ['alice', 'bob'];
const RECORDS = ['record-1', 'record-2'];
const ACTIONS = ['read', 'write'];

function permits(subject: Entity, action: Action, resource: Entity): boolean {
  if (subject.type !== 'user' || resource.type !== 'record') return false;
  if (!SUBJECTS.includes(subject.id) || !RECORDS.includes(resource.id)) return false;
  const isAdmin = subject.properties.role === 'admin';
  const isArchived = resource.properties.status === 'archived';
  switch (action.name) {
    case 'read':
      return true;
    case 'write':
      return isArchived ? isAdmin : subject.id === 'alice';
    case 'delete':
      return subject.id === 'alice' && action.properties.soft === true;
    default:
      return false;
  }
}

/** What the fixture itself knows of its entities, where a search names them by id alone. */
const asKnown = (subject: Entity): Entity =>
  subject.id === 'bob' ? { ...subject, properties: { role: 'admin', ...subject.properties } } : subject;

export const ended: (readonly boolean[] | number | null)[] = [];

const openFixture: OpenPoint = () => ({
  refusal: null,
  evaluate: async ({ subject, action, resource }) => ({ decision: permits(subject, action, resource) }),
  subjects: async ({ subject, action, resource }) =>
    SUBJECTS.map((id) => asKnown({ ...subject, id }))
      .filter((one) => permits(one, action, resource))
      .map(({ type, id }) => ({ type, id })),
  resources: async ({ subject, action, resource }) =>
    RECORDS.map((id) => ({
      ...resource,
      id,
      properties: { status: id === 'record-2' ? 'archived' : 'active', ...resource.properties },
    }))
      .filter((one) => permits(subject, action, one))
      .map(({ type, id }) => ({ type, id })),
  actions: async ({ subject, resource }) =>
    ACTIONS.map((name) => ({ name, properties: {} }))
      .filter((action) => permits(subject, action, resource))
      .map(({ name }) => ({ name })),
  end: async (answers) => {
    ended.push(answers);
    return null;
  },
});

export async function serveFixture(capabilities: Capabilities = NO_CAPABILITIES) {
  const server = fastify({ bodyLimit: 256 * 1024 });
  server.removeContentTypeParser('text/plain');
  const publicUrl = 'https://pdp.example';
  const clock = { domain: () => 0, wall: () => 0 };
  await server.register(async (part) =>
    serveAuthzen(
      part,
      {
        publicUrl,
        capabilities,
        arrive: async (arrival) => ({ visit: beginVisit(arrival, clock), caller: callerWith() }),
        open: openFixture,
        trouble: (error) => {
          throw error;
        },
      },
      { patience: 1_000, admission: createAdmission({ all: 10, client: 10, person: 10 }) },
    ),
  );
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, publicUrl, close: () => server.close() };
}
