#!/usr/bin/env node
/**
 * What the builder costs the compiler: generates machines of several sizes, compiles each with the compiler of this
 * package and prints its counters. `--json` prints them for programs, numbers choose other sizes.
 *
 *     npm run bench:types
 *     node bench/asl-type-cost.mjs 10 1000
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const library = JSON.stringify(join(root, 'src/index.js'));
const run = promisify(execFile);

/** A machine as people write them: Tasks with Retry, Catch and Assign, Choices, Waits and Passes that read what they wrote. */
function machineOf(states) {
  const name = (index) => (index < states - 2 ? `Step${index}` : 'Done');
  const state = (index) => {
    const next = name(index + 1);
    switch (index % 5) {
      case 0:
      case 3:
        return `{ type: 'Task', call: charge({ orderId: execution.input.orderId, amount: vars.total }), timeoutSeconds: 10,
      retry: [{ errors: ['States.Timeout', 'Lambda.ServiceException'], intervalSeconds: 1, maxAttempts: 3, jitterStrategy: 'FULL' }],
      catch: [{ errors: [charge.errors.CardDeclined], assign: { reason: error.Cause }, next: 'Failed' }, { errors: ['States.ALL'], next: 'Failed' }],
      assign: { receipt: charge.result.receiptId, attempts: plus(vars.attempts, 1) }, next: '${next}' }`;
      case 1:
        return `{ type: 'Choice', choices: [{ condition: and(gte(vars.attempts, ${index}), eq(vars.phase, 'OPEN')), next: 'Failed' }], default: '${next}' }`;
      case 2:
        return `{ type: 'Pass', assign: { phase: 'CLOSED', reason: concat(vars.receipt, ' in step ', '${index}') }, next: '${next}' }`;
      default:
        return `{ type: 'Wait', seconds: vars.attempts, next: '${next}' }`;
    }
  };
  const body = Array.from({ length: states - 2 }, (_, index) => `    ${name(index)}: ${state(index)},`);
  return `import { and, concat, eq, gte, lambda, plus, workflow } from ${library};
declare function handler(event: { orderId: string; amount: number }): Promise<{ receiptId: string; risk: number }>;
const charge = lambda<typeof handler, 'CardDeclined'>('arn:aws:lambda:eu-west-1:123456789012:function:charge', ['CardDeclined']);
const { machine, execution, vars, error } = workflow<{
  input: { orderId: string };
  variables: { total: number; attempts: number; receipt: string; reason: string; phase: 'OPEN' | 'CLOSED' };
  output: { receipt: string };
}>();
export const built = machine({
  startAt: '${name(0)}',
  states: {
${body.join('\n')}
    Done: { type: 'Succeed', output: { receipt: vars.receipt } },
    Failed: { type: 'Fail', cause: vars.reason },
  },
});
`;
}

/** The counters of one compilation of `source`. */
async function compile(source) {
  const folder = await mkdtemp(join(tmpdir(), 'asl-type-cost-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'machine.ts'), source);
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noUnusedLocals: false, typeRoots: [join(root, 'node_modules/@types')] },
      include: ['machine.ts'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [compiler, '-p', folder, '--extendedDiagnostics']);
    const counter = (label) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1]);
    return { instantiations: counter('Instantiations'), types: counter('Types'), seconds: counter('Total time') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const json = process.argv.includes('--json');
const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger);
const empty = await compile(`import { workflow } from ${library};\nexport { workflow };\n`);
const results = [];
for (const states of sizes.length > 0 ? sizes : [10, 50, 200, 500]) {
  const counters = await compile(machineOf(states));
  const instantiations = counters.instantiations - empty.instantiations;
  results.push({
    states,
    instantiations,
    budget: 2500 + 250 * states,
    perState: Math.round(instantiations / states),
    seconds: counters.seconds,
  });
}
console.log(json ? JSON.stringify({ empty, results }) : table());

function table() {
  const lines = results.map(
    ({ states, instantiations, budget, perState, seconds }) =>
      `${String(states).padStart(6)} ${String(instantiations).padStart(14)} ${String(budget).padStart(8)} ${String(perState).padStart(9)} ${seconds.toFixed(2).padStart(8)}`,
  );
  return [
    `the library alone: ${empty.instantiations} instantiations, ${empty.seconds} s`,
    'states instantiations   budget per state  seconds',
    ...lines,
  ].join('\n');
}
