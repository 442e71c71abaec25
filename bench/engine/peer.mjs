/** @module aws-local-stepfunctions, the peer: kept in a folder of its own, so that it never becomes a dependency. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PEER = { name: 'aws-local-stepfunctions', version: '3.0.0' };

const folder = join(tmpdir(), `stepbreaker-bench-${PEER.name}-${PEER.version}`);

/** Where the peer is; installs it on first use. Undefined when that fails: the benchmark then shows our figures only. */
export function installPeer() {
  const installed = join(folder, 'node_modules', PEER.name, 'package.json');
  if (!existsSync(installed)) {
    const order = `${PEER.name}@${PEER.version}`;
    console.error(`Installing ${order} into ${folder}, once, to compare with.`);
    const npm = [
      'install',
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      order,
    ];
    const { status } = spawnSync('npm', npm, {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      console.error(`${order} could not be installed: there will be nothing to compare with.`);
      return undefined;
    }
  }
  return createRequire(installed).resolve(PEER.name);
}

/** The peer needs `Promise.withResolvers`, which Node.js has from version 22 on. */
export function supplyWithResolvers() {
  Promise.withResolvers ??= function withResolvers() {
    let resolve, reject;
    const promise = new this((...functions) => ([resolve, reject] = functions));
    return { promise, resolve, reject };
  };
}
