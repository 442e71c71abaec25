import { expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importInstalledClient } from './client-package.js';

/** A folder with packages of this name, each of which exports its name. */
function project(...packages: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'client-package-'));
  for (const name of packages) {
    const folder = join(root, 'node_modules', ...name.split('/'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    writeFileSync(join(folder, 'index.js'), `exports.packageName = ${JSON.stringify(name)};`);
  }
  mkdirSync(join(root, 'packages', 'app'), { recursive: true });
  return root;
}

test.each([
  ['sqs', '@aws-sdk/client-sqs'],
  ['secretsmanager', '@aws-sdk/client-secrets-manager'],
])('%s is done by %s, installed anywhere above', async (service, expected) => {
  const root = project(expected, '@smithy/node-http-handler');
  const importClient = importInstalledClient(join(root, 'packages', 'app'));
  expect(await importClient(service)).toMatchObject({ packageName: expected });
});

test('names the package to install', async () => {
  await expect(importInstalledClient(project())('sqs')).rejects.toThrow('npm i @aws-sdk/client-sqs');
});
