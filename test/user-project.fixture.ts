import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's project: a folder after `npm i -D stepbreaker`, as npm leaves it. */
export interface UserProject {
  readonly directory: string;
  write(file: string, text: string): string;
  /** Runs a line in the project's shell. */
  shell(line: string): Ended;
  /** Runs the built command line in the project. `npm test` builds before it tests. */
  stepbreaker(...words: string[]): Ended;
  remove(): void;
}

/**
 * @param type what package.json says; `none` says nothing
 * @param packages what is installed beside stepbreaker
 */
export function userProject(
  type: 'commonjs' | 'module' | 'none' = 'none',
  packages: readonly string[] = [],
): UserProject {
  // macOS reaches its temporary folder by a link, and Node names files by where they are.
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'stepbreaker-project-')));
  const write = (file: string, text: string): string => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
    return file;
  };
  write('package.json', JSON.stringify({ name: 'project', ...(type !== 'none' && { type }) }));
  mkdirSync(join(directory, 'node_modules'));
  const link = (target: string, file: string) => {
    mkdirSync(dirname(join(directory, 'node_modules', file)), { recursive: true });
    symlinkSync(join(process.cwd(), target), join(directory, 'node_modules', file));
  };
  link('.', 'stepbreaker');
  link('dist/cli/main.js', '.bin/stepbreaker');
  for (const name of ['jiti', ...packages]) link(`node_modules/${name}`, name);
  link('node_modules/jiti/lib/jiti-cli.mjs', '.bin/jiti');
  const run = (program: string, words: readonly string[]): Ended => {
    const env = { ...process.env, NO_COLOR: '1' };
    const { status, stdout, stderr } = spawnSync(program, words, { cwd: directory, encoding: 'utf8', env });
    return { code: status, stdout, stderr };
  };
  return {
    directory,
    write,
    shell: (line) => run('sh', ['-c', line]),
    stepbreaker: (...words) => run(process.execPath, [join(process.cwd(), 'dist/cli/main.js'), ...words]),
    remove: () => rmSync(directory, { recursive: true }),
  };
}
