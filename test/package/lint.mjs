/** Prints as JSON what publint and arethetypeswrong find in a tarball: `node test/package/lint.mjs stepbreaker-0.1.0.tgz`. */
import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

const tarball = new Uint8Array(await readFile(process.argv[2]));
const [{ messages }, { problems, entrypoints }] = await Promise.all([
  publint({ pack: { tarball: tarball.buffer }, strict: true }),
  checkPackage(createPackageFromTarballData(tarball)),
]);
process.stdout.write(JSON.stringify({ publint: messages, typesWrong: problems, entries: Object.keys(entrypoints) }));
