import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { exportedMachines, moduleFiles } from '../src/cli/module-machines.js';
import type { NamedMachines } from '../src/cli/machine-value.js';
import { synthesisedFiles } from '../src/cli/synth/synthesised-files.js';

const directory = import.meta.dirname;

test('the definitions in this folder are those that the machines have (npm run synth)', async () => {
  const machines: NamedMachines[] = [];
  for (const file of moduleFiles(readdirSync(directory)))
    machines.push(await exportedMachines(basename(file, '.ts'), await import(join(directory, file)), 'dev'));
  const files = Object.entries(Object.assign({}, ...machines) as NamedMachines).flatMap(([name, machine]) =>
    Object.values(synthesisedFiles(name, machine.toDefinition(), 'asl')),
  );
  expect(files.map(({ name }) => name).sort()).toEqual(
    readdirSync(directory)
      .filter((file) => file.endsWith('.json'))
      .sort(),
  );
  for (const { name, text } of files)
    expect(`${name}\n${readFileSync(join(directory, name), 'utf8')}`).toBe(`${name}\n${text}`);
});
