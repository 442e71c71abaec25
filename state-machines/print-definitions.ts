import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../src/asl/index.js';
import { recommendReader } from './recommend-reader.js';
import { recommendationGeneration } from './recommendation-generation.js';

/** The project's machines with their defaults, by the file their definition is printed to. */
export const definitions = (): Readonly<Record<string, string>> => ({
  'recommend-reader.asl.json': printed(recommendReader()),
  'recommendation-generation.asl.json': printed(recommendationGeneration()),
});

const printed = ({ toDefinition }: Pick<Machine<unknown, unknown>, 'toDefinition'>) =>
  `${JSON.stringify(toDefinition().definition, null, 2)}\n`;

/** Writes the definitions that people read and review: `npm run synth`. Returns the files that changed. */
export function printDefinitions(directory: string): string[] {
  const changed = Object.entries(definitions()).filter(([file, text]) => current(join(directory, file)) !== text);
  for (const [file, text] of changed) writeFileSync(join(directory, file), text);
  return changed.map(([file]) => file);
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
