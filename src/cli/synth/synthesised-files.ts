import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Intrinsic, MachineText } from '../../asl/index.js';
import type { Format } from './deployment-snippet.js';

/** A file to write: its name and its text. */
export interface SynthesisedFile {
  readonly name: string;
  readonly text: string;
}

/** What is written of a machine: a definition without substitutions says itself what is to be filled in. */
export type Text = Pick<MachineText, 'definition'> & Partial<Pick<MachineText, 'substitutions'>>;

/** The files of a machine: its definition with `${Name}` in it, and what each name stands for, in CloudFormation's words. */
export function synthesisedFiles(
  name: string,
  { definition, substitutions }: Text,
  format: Format,
): { readonly definition: SynthesisedFile; readonly substitutions?: SynthesisedFile } {
  const text = `${JSON.stringify(definition, null, 2)}\n`;
  return {
    // To Terraform's templatefile, %{ begins a directive.
    definition: { name: `${name}.asl.json`, text: format === 'terraform' ? text.replaceAll('%{', '%%{') : text },
    ...(substitutions && {
      substitutions: { name: `${name}.substitutions.json`, text: substitutionsText(substitutions) },
    }),
  };
}

/** One name a line, as formatters of JSON have it. */
function substitutionsText(substitutions: Readonly<Record<string, Intrinsic>>): string {
  const lines = Object.entries(substitutions).map(([name, intrinsic]) => {
    const [[key, value] = []] = Object.entries(intrinsic);
    const written = Array.isArray(value)
      ? `[${value.map((part) => JSON.stringify(part)).join(', ')}]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: { ${JSON.stringify(key)}: ${written} }`;
  });
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

/** Writes a file unless it is there already with this text, so that file watchers are not triggered. */
export async function writeIfChanged(
  directory: string,
  { name, text }: SynthesisedFile,
): Promise<'written' | 'unchanged'> {
  const path = join(directory, name);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return 'unchanged';
  await mkdir(directory, { recursive: true });
  await writeFile(path, text);
  return 'written';
}
