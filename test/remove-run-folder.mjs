import { rmSync } from 'node:fs';

/** After the last test file: what the files of this run shared is removed. */
export default function removeRunFolder() {
  rmSync(process.env['STEPBREAKER_RUN_FOLDER'], { recursive: true, force: true });
}
