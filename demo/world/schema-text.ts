// The published JSON Schema of world files, made from their parser.
import { z } from 'zod';
import { worldFile } from '../world-format.ts';

/** As it lies in demo/worlds/world.schema.json. */
export function worldSchemaText(): string {
  const schema = z.toJSONSchema(worldFile, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  const titled = { $id: 'https://samenzicht.example/world.schema.json', title: 'Samenzicht world file', ...schema };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
