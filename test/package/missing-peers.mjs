/** Copied into a project that has stepbreaker and nothing else. Prints as JSON what each part says that needs another package. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const machine = {
  StartAt: 'Pay',
  States: { Pay: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } },
};
const parts = {
  'circuits in DynamoDB': ['resilience', ({ openCircuitStore }) => openCircuitStore('dynamodb://circuits')],
  'rate limits in DynamoDB': ['resilience', ({ openRateLimitStore }) => openRateLimitStore('dynamodb://circuits')],
  'circuits in Redis': ['resilience', ({ openCircuitStore }) => openCircuitStore('redis://127.0.0.1:1')],
  operations: ['operations', ({ connectStepFunctions }) => connectStepFunctions()],
  'endpoint target': [
    'testing',
    ({ machine: tested }) => tested(machine, { target: { endpoint: 'http://127.0.0.1:1' } }).run(),
  ],
  'container target': [
    'testing',
    ({ machine: tested }) => tested(machine, { target: 'container' }).resource('sqs:*', {}).run(),
  ],
  jest: ['jest', () => undefined],
};

async function said(load, use) {
  try {
    await use(await load());
    return 'nothing';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

const found = {};
for (const [part, [entry, use]] of Object.entries(parts))
  found[part] = [
    await said(() => import(`stepbreaker/${entry}`), use),
    await said(() => require(`stepbreaker/${entry}`), use),
  ];
process.stdout.write(JSON.stringify(found));
