import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { oneAtATime, onceARun } from './once-a-run.fixture.js';

test('who comes later waits for what the first one makes', async () => {
  let times = 0;
  const make = async (folder: string): Promise<void> => {
    times += 1;
    writeFileSync(join(folder, 'a'), 'made');
  };
  const folders = await Promise.all([1, 2, 3].map(() => onceARun('trial', make)));
  expect(times).toBe(1);
  expect(folders.map((folder) => readFileSync(join(folder, 'a'), 'utf8'))).toEqual(['made', 'made', 'made']);
});

test('what could not be made fails everybody who needs it, with the reason', async () => {
  const make = (): Promise<void> => Promise.reject(new Error('no space left'));
  await expect(onceARun('broken trial', make)).rejects.toThrow('no space left');
  await expect(onceARun('broken trial', make)).rejects.toThrow(/broken trial could not be made: Error: no space left/);
});

test('one at a time does its work, also after one that failed', async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
  };
  const all = ['a', 'b', 'c'].map((name) => oneAtATime('trial work', work(name)));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(events.map((event) => event.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends', 'begins', 'ends']);
});
