import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
const EXAMPLE = ['functions', 'state-machines', 'demo'];

/** The rooms and what they may import, by the table in CONTRIBUTING.md. */
const rooms = new Map<string, readonly string[]>(
  Array.from(contributing.matchAll(/^\| `src\/(\w+)\/` +\|[^|]*\| ([^|]*?) +\|$/gm), ([, name = '', imports = '']) => [
    name,
    Array.from(imports.match(/\w+/g) ?? []),
  ]),
);
const names = [...rooms.keys()];
/** What a folder of the example may import of the library, by the sentence in its row. */
const ofLibrary = (folder: string): string[] => {
  const [, row = ''] =
    new RegExp(`^\\| \`${folder}/\` +\\|[^|]*; imports ([^|,]*(?:, [^|,]*)? and \`\\w+\`)`, 'm').exec(contributing) ??
    [];
  return row.match(/\w+/g)?.filter((word) => names.includes(word)) ?? [];
};

const project = mkdtempSync(join(tmpdir(), 'rooms-'));
afterAll(() => rmSync(project, { recursive: true }));

/** Whether the linter lets a file import another, for each pair. A file that ends in `type` is imported for its types. */
function admitted(pairs: readonly (readonly [file: string, imported: string])[]): boolean[] {
  const files = pairs.map(([file, imported], index) => {
    const path = file.replace(/(?=(\.test)?\.ts$)/, `-${index}`);
    const isType = imported.endsWith(' type');
    const target = imported.replace(/ type$/, '');
    const to = target.startsWith('@') ? target : relative(dirname(path), target).replace(/^(?!\.)/, './');
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), `export ${isType ? 'type ' : ''}{ x } from '${to}';\n`);
    return path;
  });
  const refused = lint();
  rmSync(project, { recursive: true });
  mkdirSync(project);
  return files.map((file) => !refused.has(file));
}

/** The files of the project that the linter finds fault with. */
function lint(): Set<string> {
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  copyFileSync('.oxlintrc.json', join(project, '.oxlintrc.json'));
  let printed: string;
  try {
    printed = execFileSync(process.execPath, [oxlint, '--format', 'json'], {
      cwd: project,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    printed = String(Object(error).stdout);
  }
  const { diagnostics }: { diagnostics: { filename: string }[] } = JSON.parse(printed);
  return new Set(diagnostics.map(({ filename }) => filename));
}

test('every folder of the library is a room in the table', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(names).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
  expect(ofLibrary('functions')).toEqual(['bedrock', 'circuit', 'resilience']);
});

describe('the linter knows the tables', () => {
  const places = (room: string) => [`src/${room}/file.ts`, `src/${room}/folder/within/file.ts`];

  test('a room imports the rooms in its row, no others, and nothing of the example', () => {
    const pairs = names.flatMap((room) =>
      places(room).flatMap((file) => [
        ...names.filter((other) => other !== room).map((other) => [file, `src/${other}/index.js`] as const),
        ...EXAMPLE.map((folder) => [file, `${folder}/file.js`] as const),
      ]),
    );
    const forAll = names.filter((room) => rooms.get(room)?.join(' ') === 'all may import it');
    expect(forAll).toEqual(['runtime']);
    const allowed = ([file, imported]: readonly [string, string]) => {
      const [, room = ''] = file.split('/');
      const [, other = ''] = /^src\/(\w+)/.exec(imported) ?? [];
      const own = forAll.includes(room) ? [] : (rooms.get(room) ?? []);
      return other !== '' && (own.includes(other) || own[0] === 'all' || forAll.includes(other));
    };
    const found = admitted(pairs);
    expect(pairs.filter((_, index) => found[index])).toEqual(pairs.filter(allowed));
  });

  test('the builder, the circuits, the machines and the engine import no AWS SDK, and only bedrock that of Bedrock', () => {
    const sdks = ['@aws-sdk/client-sfn', '@aws-sdk/client-bedrock-runtime'];
    const pairs = ['asl', 'circuit', 'breaker', 'engine', 'resilience', 'bedrock'].flatMap((room) =>
      sdks.map((sdk) => [`src/${room}/file.ts`, sdk] as const),
    );
    const found = admitted(pairs);
    expect(pairs.filter((_, index) => found[index])).toEqual([
      ['src/resilience/file.ts', '@aws-sdk/client-sfn'],
      ['src/bedrock/file.ts', '@aws-sdk/client-sfn'],
      ['src/bedrock/file.ts', '@aws-sdk/client-bedrock-runtime'],
    ]);
  });

  test.each(['functions', 'state-machines'])('%s imports the rooms in its row', (folder) => {
    const pairs = names.map((room) => [`${folder}/folder/file.ts`, `src/${room}/file.js`] as const);
    const found = admitted(pairs);
    expect(names.filter((_, index) => found[index]).sort()).toEqual(ofLibrary(folder).sort());
    expect(ofLibrary(folder)).toHaveLength(3);
  });

  test('other arrows: between the parts of the example, in tests, at the root of src', () => {
    const arrows = [
      ['functions/file.ts', 'demo/file.js', false],
      ['functions/file.ts', 'state-machines/file.js', false],
      ['state-machines/file.ts', 'functions/file.js', false],
      ['state-machines/file.ts', 'functions/file.js type', true],
      ['state-machines/file.ts', 'demo/file.js', false],
      ['demo/file.ts', 'functions/file.js', true],
      ['src/index.ts', 'src/asl/index.js', true],
      ['src/index.ts', 'functions/file.js', false],
      ['src/asl/file.test.ts', 'src/local/file.js', true],
      ['src/asl/file.test.ts', 'functions/file.js', false],
      ['src/asl/folder/file.test.ts', 'state-machines/file.js', false],
      ['src/cli/file.ts', 'demo/demo-command.js', false],
      ['functions/file.test.ts', 'demo/file.js', true],
      ['test/file.ts', 'functions/file.js', true],
    ] as const;
    const found = admitted(arrows.map(([file, imported]) => [file, imported]));
    expect(arrows.map(([file, imported], index) => [file, imported, found[index]])).toEqual(arrows);
  });

  test('the command line imports the demo command, and nothing else of the example', () => {
    mkdirSync(join(project, 'src/cli'), { recursive: true });
    const write = (text: string) => {
      writeFileSync(join(project, 'src/cli/command-line.ts'), text);
      return [...lint()];
    };
    expect(write("export const demo = () => import('../../demo/demo-command.js');\n")).toEqual([]);
    expect(write("export const demo = () => import('../../demo/run-demo.js');\n")).toHaveLength(1);
    expect(write("export { handler } from '../../functions/recommend.js';\n")).toHaveLength(1);
  });

  test('two files of a room do not import each other', () => {
    mkdirSync(join(project, 'src/asl'), { recursive: true });
    writeFileSync(join(project, 'src/asl/one.ts'), "export { two } from './two.js';\nexport const one = 1;\n");
    writeFileSync(join(project, 'src/asl/two.ts'), "export { one } from './one.js';\nexport const two = 2;\n");
    expect([...lint()]).toContain('src/asl/one.ts');
  });
});

describe('words of the example do not occur in the library', () => {
  const WORDS = /titleId|recommendation|catalogue|manga|bestseller|readerId|ReaderNotFound/i;
  /** The example's customers. */
  const READER = /\breaders?\b/i;
  /** Where a reader is what reads data: of a distributed Map, of a path, of a text. */
  const READS_DATA =
    /^src\/(?:asl|engine)\/|^src\/local\/(?:integrations\/s3-object-store|step-functions\/.*test-state)/;

  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => join('src', file));
  test.each([
    ['titles, recommendations, catalogue', WORDS, /^$/],
    ['readers', READER, READS_DATA],
  ])('%s', (_, words, exceptions) => {
    const lines = files
      .filter((file) => file.endsWith('.ts') && !exceptions.test(file))
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .map((line, index) => `${file}:${index + 1}: ${line.trim()}`),
      );
    expect(lines.filter((line) => words.test(line))).toEqual([]);
  });
});
