import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const evaluator = dirname(fileURLToPath(import.meta.url));
const repository = join(evaluator, '../../..');

const IN_DEFINITION = /"\{%((?:[^"\\]|\\.)*)%\}"/g;
const QUOTED = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/**
 * The expressions of the state machines, and all texts in quotes in the tests of the evaluator: expressions
 * mostly, and other texts, which are as good to see whether two parsers agree.
 */
export function expressionTexts(): string[] {
  const texts = new Set<string>();
  for (const file of filesOf(join(repository, 'state-machines'), '.asl.json')) {
    for (const [, text = ''] of readFileSync(file, 'utf8').matchAll(IN_DEFINITION)) {
      texts.add(JSON.parse(`"${text}"`) as string);
    }
  }
  for (const file of filesOf(evaluator, '.ts')) {
    for (const [, single, double, template] of readFileSync(file, 'utf8').matchAll(QUOTED)) {
      texts.add((single ?? double ?? template ?? '').replaceAll(/\\(['"`\\])/g, '$1'));
    }
  }
  return [...texts];
}

function filesOf(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}
