import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Before the first test file: a folder for what the files of this run share (`once-a-run.fixture.ts`). It is inside the
 * project, where programs in it find the project's package.json and packages.
 */
export default function makeRunFolder() {
  const root = join(process.cwd(), 'out');
  mkdirSync(root, { recursive: true });
  process.env['STEPBREAKER_RUN_FOLDER'] = mkdtempSync(join(root, 'run-'));
}
