import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Makes something once for all test files of a run, such as the packaged stack: the first file that asks for it makes it,
 * the others wait.
 *
 * @param make fills the folder it is given
 * @returns the folder; nobody may change what is in it
 * @throws what `make` threw, in the file that made it; an Error that quotes it in the others
 */
export async function onceARun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = inRunFolder(name);
  const [made, failed] = [`${folder}.made`, `${folder}.failed`];
  if (!isFirst(folder)) {
    while (!existsSync(made)) {
      if (existsSync(failed)) throw new Error(`${name} could not be made: ${readFileSync(failed, 'utf8')}`);
      await sleep(POLL_MS);
    }
    return folder;
  }
  try {
    await make(folder);
    writeFileSync(made, '');
    return folder;
  } catch (error) {
    writeFileSync(failed, String(error));
    throw error;
  }
}

/** Does some work while no test file of the run does other work under the same name: for what they would spoil for each other. */
export async function oneAtATime<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${inRunFolder(name)}.lock`;
  while (!isFirst(lock)) await sleep(POLL_MS);
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

function inRunFolder(name: string): string {
  const root = process.env['STEPBREAKER_RUN_FOLDER'];
  if (root === undefined) throw new Error('STEPBREAKER_RUN_FOLDER is not set: run the tests with npm run unit.');
  return join(root, name);
}

/** A folder can be made by one only. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
