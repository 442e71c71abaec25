import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const parsed = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
/** The sources of the package's entries. `index` is `stepbreaker` itself, `engine` is `stepbreaker/engine`. */
const entries: Readonly<Record<string, string>> = parsed('build/entries.json');
const manifest: Readonly<Record<string, unknown>> = parsed('package.json');

test('every entry has its source', () => {
  expect(Object.values(entries).filter((source) => !existsSync(source))).toEqual([]);
});

test('package.json exports the entries, and nothing else: to import as ES modules, to require as CommonJS', () => {
  const conditions = (name: string, format: string) => ({
    types: `./dist/${format}/${name}.d.ts`,
    default: `./dist/${format}/${name}.js`,
  });
  const expected = Object.keys(entries).map((name) => [
    name === 'index' ? '.' : `./${name}`,
    { import: conditions(name, 'esm'), require: conditions(name, 'cjs') },
  ]);
  expect(manifest['exports']).toEqual({ ...Object.fromEntries(expected), './package.json': './package.json' });
});

test('typesVersions does so for moduleResolution node10, which "module": "commonjs" means up to TypeScript 5.9', () => {
  const others = Object.keys(entries).filter((name) => name !== 'index');
  expect(manifest).toMatchObject({ main: './dist/cjs/index.js', types: './dist/cjs/index.d.ts' });
  const expected = others.map((name) => [name, [`./dist/cjs/${name}.d.ts`]]);
  expect(manifest['typesVersions']).toEqual({ '*': Object.fromEntries(expected) });
});

test('an entry that changes something when it is imported is not shaken out of a bundle', () => {
  const changing = Object.entries(entries).filter(([, source]) =>
    /^expect\.extend\(/m.test(readFileSync(source, 'utf8')),
  );
  expect(manifest['sideEffects']).toEqual([...changing.map(([name]) => `./dist/*/${name}.js`), './dist/cli/**']);
});
