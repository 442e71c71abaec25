import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { entries, exportsOf, typesVersionsOf } from './entries.mjs';

const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync('package.json', 'utf8'));
const names = Object.keys(entries);

test('package.json exports the entries, and nothing else', () => {
  expect(manifest['exports']).toEqual(exportsOf(names));
  expect(manifest['typesVersions']).toEqual(typesVersionsOf(names));
});

test('every entry has its source', () => {
  expect(Object.values(entries).filter((source) => !existsSync(source))).toEqual([]);
});

test('what changes something when it is imported is not shaken out of a bundle', () => {
  const changing = names.filter((name) => /^expect\.extend\(/m.test(readFileSync(entries[name] ?? '', 'utf8')));
  expect(manifest['sideEffects']).toEqual([...changing.map((name) => `./dist/*/${name}.js`), './dist/cli/**']);
});
