import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { nodeTooOld } from './node-too-old.js';

const { engines }: { engines: { node: string } } = JSON.parse(readFileSync('package.json', 'utf8'));

test.each(['12.22.12', '16.20.2', '18.20.8', '20.18.3'])('%s is too old', (found) => {
  expect(nodeTooOld(found, engines.node)).toBe(
    `stepbreaker needs Node.js 20.19 or newer (${engines.node}), but this is Node.js ${found}: install a newer one from https://nodejs.org.`,
  );
});

test.each(['20.19.0', '20.20.2', '22.13.0', '24.0.0', '26.1.0'])('%s is not', (found) => {
  expect(nodeTooOld(found, engines.node)).toBeUndefined();
});
