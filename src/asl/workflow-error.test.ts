import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';
import type { Problem } from './problem.js';
import { shop } from './shop.fixture.js';
import { WorkflowError } from './workflow-error.js';

const problem: Problem = {
  code: 'SB202',
  severity: 'error',
  state: 'Sum',
  field: 'Assign.total',
  message: 'reads $total',
  fix: 'assign it',
};
const folder = mkdtempSync(join(tmpdir(), 'stepbreaker-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function messageOf(build: () => unknown): string {
  try {
    build();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('WorkflowError', () => {
  test('says where the machine was built, and on which line the state is', () => {
    const { machine } = shop;
    const build = () =>
      machine({
        name: 'order',
        startAt: 'First',
        states: {
          First: { type: 'Pass', output: '{% $missing %}', next: 'Last' },
          Last: { type: 'Succeed' },
        },
      });
    const lines =
      /^1 problem in state machine 'order' built at src\/asl\/workflow-error\.test\.ts:(\d+)\n\n {2}error SB201 state 'First', Output \(src\/asl\/workflow-error\.test\.ts:(\d+)\)\n {4}reads \$missing, .*\n {4}fix: /;
    expect(build).toThrow(lines);
    const [, called, state] = lines.exec(messageOf(build)) ?? [];
    expect(Number(state) - Number(called)).toBe(4);
  });

  test('follows source maps to the line that was written', () => {
    const source =
      'const unused: number = 1;\ninterface Gone {\n  a: string;\n}\nmachine({\n  states: {\n    Sum: {\n      assign: {\n        total: 1 } } } });\n';
    const { code, map } = transformSync(source, { loader: 'ts', sourcemap: 'external', sourcefile: 'machine.ts' });
    writeFileSync(join(folder, 'machine.ts'), source);
    writeFileSync(join(folder, 'machine.js.map'), map);
    writeFileSync(join(folder, 'machine.js'), `${code}//# sourceMappingURL=machine.js.map\n`);
    const line = code.split('\n').findIndex((text) => text.includes('machine(')) + 1;
    const error = new WorkflowError([problem], { position: { file: join(folder, 'machine.js'), line, column: 1 } });
    expect(error.problems[0]?.line).toBe(9);
    expect(error.message).toContain('machine.ts:5');
  });

  test('does without a position', () => {
    const error = new WorkflowError([problem, { ...problem, severity: 'warning' }]);
    expect(error.message).toMatch(/^2 problems in the state machine\n\n {2}error SB202 state 'Sum', Assign\.total\n/);
    expect(new WorkflowError([problem], { position: { file: '/nowhere/a.js', line: 3, column: 1 } }).message).toContain(
      '/nowhere/a.js:3',
    );
  });
});
