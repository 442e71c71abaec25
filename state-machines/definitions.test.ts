import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageMachines } from '../src/cli/synth/package-machines.js';
import { synthesisedFiles } from '../src/cli/synth/synthesised-files.js';

const directory = import.meta.dirname;

test('the definitions in this folder are those that the machines have (npm run synth)', async () => {
  const machines = await packageMachines(directory);
  const files = Object.entries(machines).flatMap(([name, machine]) =>
    Object.values(synthesisedFiles(name, machine.toDefinition(), 'asl')),
  );
  expect(Object.keys(machines)).toContain('recommendation-generation');
  expect(files.map(({ name }) => name).sort()).toEqual(
    readdirSync(directory)
      .filter((file) => file.endsWith('.json'))
      .sort(),
  );
  for (const { name, text } of files)
    expect(`${name}\n${readFileSync(join(directory, name), 'utf8')}`).toBe(`${name}\n${text}`);
});
