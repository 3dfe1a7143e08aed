// A path in; the folder there, made with its parents where they are missing. Throws what the system says.
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../start-problem.ts';

/**
 * True when it was made, false when it was there. Not `mkdir` with `recursive`: that never ends where a parent exists and its child can
 * neither be made nor be found, as under /proc.
 */
export function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return false;
    const parent = dirname(path);
    // A parent that is there means that ENOENT is the file system's own way to refuse.
    if (code !== 'ENOENT' || parent === path || !makeFolder(parent)) throw error;
    mkdirSync(path);
    return true;
  }
}
