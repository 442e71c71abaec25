import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

function benchmark(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const script = resolve(import.meta.dirname, 'main.mjs');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

describe('the command line of the engine benchmark', () => {
  test('lists its options, parts and cases', () => {
    const { status, stdout, stderr } = benchmark('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /--rounds <number>.*\n[^]*\n {2}compile +compiling machines[^]*\n {2}a″ +chain of 10 Pass states/,
    );
  });

  test.each([
    [['--rouns', '3'], "error: unknown option '--rouns'"],
    [['--rounds', '0'], "error: option '--rounds <number>' argument '0' is invalid. Expected a whole number from 1."],
    [['--only', 'map'], "There is no part 'map': expected some of throughput,maps,compile,long,local."],
    [['--cases', "a',d"], "There is no case 'd': expected some of a,a*,a′,a″,b,b′,b″,c."],
    [['--json', '--markdown'], "error: option '--json' cannot be used with option '--markdown'"],
  ])('ends with 2 and without a stack for %j', (args, message) => {
    const { status, stdout, stderr } = benchmark(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('--help lists the options, the parts and the cases.');
    expect(stderr).not.toContain('    at ');
  });
});
