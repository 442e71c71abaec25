import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-functions-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A file of functions/ that is neither a test nor a fixture is a function; a folder is what functions share. */
const names = readdirSync('functions')
  .filter((file) => /^[\w-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

// In a process of its own: esbuild's service would keep this one.
beforeAll(() => {
  const code = `import { bundleFunctions } from ${JSON.stringify(resolve('build/functions.mjs'))}; await bundleFunctions(${JSON.stringify(directory)})`;
  execFileSync(process.execPath, ['--input-type=module', '-e', code]);
});

test('every function is bundled, with a source map', () => {
  expect(readdirSync(directory).sort()).toEqual(names.flatMap((name) => [`${name}.cjs`, `${name}.cjs.map`]));
});

describe.each(names)('%s', (name) => {
  const file = join(directory, `${name}.cjs`);

  test('is below 400 KB as a zip', () => {
    const bytes = (each: string): number => deflateRawSync(readFileSync(each)).length;
    expect(bytes(file) + bytes(`${file}.map`)).toBeLessThan(400 * 1024);
  });

  test('loads alone, with no environment and no node_modules, and has a handler', () => {
    const code = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
    expect(execFileSync(process.execPath, ['-e', code], { cwd: directory, env: {}, encoding: 'utf8' })).toBe(
      'function',
    );
  });

  test('its map leads to the sources of the project, which are not in it', () => {
    const { sources, sourcesContent } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as {
      readonly sources: readonly string[];
      readonly sourcesContent?: unknown;
    };
    expect(sourcesContent).toBeUndefined();
    expect(sources.some((source) => source.endsWith(`functions/${name}.ts`))).toBe(true);
    expect(sources.filter((source) => /node_modules.*\.[cm]?js$/.test(source))).toEqual([]);
  });
});
