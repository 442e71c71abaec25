import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { bundledFunctions } from '../test/deploy/osls.fixture.js';

/** A file of functions/ that is neither a test nor a fixture is a function; a folder is what functions share. */
const names = readdirSync('functions')
  .filter((file) => /^[\w-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const directory = await bundledFunctions();

/** The files of a function, as serverless.yml packs them. */
const partsOf = (name: string) =>
  readdirSync(directory).filter(
    (file) => file === `${name}.cjs` || new RegExp(`^${name}-(?:main|\\d+)\\.cjs$`).test(file),
  );

test('every function is bundled, and nothing else', () => {
  const code = readdirSync(directory).filter((file) => file.endsWith('.cjs'));
  expect(code.sort()).toEqual(names.flatMap(partsOf).sort());
  for (const name of names) expect(partsOf(name)).toEqual(expect.arrayContaining([`${name}.cjs`, `${name}-main.cjs`]));
});

describe.each(names)('%s', (name) => {
  const file = join(directory, `${name}.cjs`);

  test('is below 400 KB as a zip', () => {
    const bytes = partsOf(name).map((each) => deflateRawSync(readFileSync(join(directory, each))).length);
    expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(400 * 1024);
  });

  test('loads alone, with no environment and no node_modules, and has a handler', () => {
    const code = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
    expect(execFileSync(process.execPath, ['-e', code], { cwd: directory, env: {}, encoding: 'utf8' })).toBe(
      'function',
    );
  });

  test('loads half a megabyte at most at first: the rest waits until it is needed', () => {
    const code = `require(${JSON.stringify(file)}); process.stdout.write(JSON.stringify(Object.keys(require.cache)))`;
    const loaded: string[] = JSON.parse(execFileSync(process.execPath, ['-e', code], { env: {}, encoding: 'utf8' }));
    expect(loaded).toContain(file);
    expect(loaded.reduce((sum, each) => sum + readFileSync(each).length, 0)).toBeLessThan(512 * 1024);
  });

  test('all that it may import late is there', () => {
    const code = `for (const file of ${JSON.stringify(partsOf(name))}) require(${JSON.stringify(`${directory}/`)} + file)`;
    expect(() =>
      execFileSync(process.execPath, ['-e', code], { cwd: directory, env: {}, stdio: 'pipe' }),
    ).not.toThrow();
  });

  test('its map leads to the sources of the project, which are not in it', () => {
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(directory, `${name}-main.cjs.map`), 'utf8')) as {
      readonly sources: readonly string[];
      readonly sourcesContent?: unknown;
    };
    expect(sourcesContent).toBeUndefined();
    expect(sources.some((source) => source.endsWith(`functions/${name}.ts`))).toBe(true);
    expect(sources.filter((source) => /node_modules.*\.[cm]?js$/.test(source))).toEqual([]);
  });
});
