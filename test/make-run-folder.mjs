import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the first test file: a folder for what the files of this run share (`once-a-run.fixture.ts`). */
export default function makeRunFolder() {
  process.env['STEPBREAKER_RUN_FOLDER'] = mkdtempSync(join(tmpdir(), 'stepbreaker-run-'));
}
