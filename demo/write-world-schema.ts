// Writes demo/worlds/world.schema.json: node demo/write-world-schema.ts
import { writeFileSync } from 'node:fs';
import { worldSchemaText } from './world/schema-text.ts';

writeFileSync(new URL('worlds/world.schema.json', import.meta.url), worldSchemaText());
