// How a world file names things: people, cases, consents and organisations have a slug each, never an id.
import { z } from 'zod';

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is lower-case letters and digits, with - between')
  .describe('lower-case letters and digits, with - between');
