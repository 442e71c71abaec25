import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { MissingPackageError, optionalPackage } from './optional-package.js';

const refused = (code: string, message: string) => () => Promise.reject(Object.assign(new Error(message), { code }));

test.each([
  ['import', refused('ERR_MODULE_NOT_FOUND', "Cannot find package '@org/absent' imported from /app/dist/esm/a.js")],
  ['require', refused('MODULE_NOT_FOUND', "Cannot find module '@org/absent'\nRequire stack:\n- /app/dist/cjs/a.js")],
  ['this require', async (): Promise<unknown> => createRequire(import.meta.url)('@org/absent')],
])('%s of a package that is not installed is one sentence with what to do', async (_, load) => {
  const error = await optionalPackage('@org/absent', 'A store in Redis', load).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MissingPackageError);
  expect(error).toMatchObject({
    message: 'A store in Redis needs the package @org/absent, which is not installed: npm i @org/absent',
    packageName: '@org/absent',
    cause: expect.objectContaining({ message: expect.stringContaining('@org/absent') }),
  });
});

test.each([
  [
    'lacks a package of its own',
    'ERR_MODULE_NOT_FOUND',
    "Cannot find package 'cluster-key-slot' imported from iovalkey",
  ],
  ['fails while it is loaded', 'ERR_REQUIRE_ESM', 'require() of ES Module'],
])('a package that %s says so itself', async (_, code, message) => {
  await expect(optionalPackage('iovalkey', 'A store in Redis', refused(code, message))).rejects.toThrow(message);
});
