import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A user's project: a folder with stepbreaker in its node_modules, and what it is given beside it. */
export interface UserProject {
  readonly directory: string;
  write(file: string, text: string): string;
  /** Runs the built command line in the project. `npm test` builds before it tests. */
  stepbreaker(...words: string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string };
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
  symlinkSync(process.cwd(), join(directory, 'node_modules', 'stepbreaker'), 'dir');
  for (const name of packages) {
    const installed = join(directory, 'node_modules', name);
    mkdirSync(dirname(installed), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules', name), installed, 'dir');
  }
  return {
    directory,
    write,
    stepbreaker(...words) {
      const main = join(process.cwd(), 'dist/cli/main.js');
      const options = { cwd: directory, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], options);
      return { code: status, stdout, stderr };
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}
