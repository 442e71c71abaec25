/** @module The child process that runs one Map; arguments are the engine's URL, the kind of Map and the number of items. */
const [url, kind, count] = process.argv.slice(2);
const { createEngine, memoryObjectStore } = await import(url);
const items = Number(count);

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:work';
const processor = (Mode, more = {}) => ({
  ProcessorConfig: { Mode, ...more },
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: ARN, End: true } },
});

const KINDS = {
  // Express, because the history of a Standard execution ends at 25,000 events.
  inline: {
    type: 'EXPRESS',
    Each: {
      Items: `{% [1..${items}] %}`,
      ItemProcessor: processor('INLINE'),
      MaxConcurrency: 40,
      Output: '{% $count($states.result) %}',
    },
  },
  distributed: {
    type: 'STANDARD',
    Each: {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: 'bench', Key: 'items.jsonl' },
      },
      ItemProcessor: processor('DISTRIBUTED', { ExecutionType: 'STANDARD' }),
      MaxConcurrency: 1000,
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'bench', Prefix: 'results' } },
      Output: '{% "done" %}',
    },
  },
};

const { type, Each } = KINDS[kind];
const objectStore = memoryObjectStore();
if (kind === 'distributed') {
  const lines = Array.from({ length: items }, (_, index) => `{"item":${index}}\n`).join('');
  await objectStore.put({ bucket: 'bench', key: 'items.jsonl' }, lines);
}
const engine = createEngine({ objectStore });
let calls = 0;
engine.lambda('work', async (item) => {
  calls++;
  return item;
});
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ...Each, End: true } },
};
const { stateMachineArn } = engine.createStateMachine({ name: 'bench', type, definition });
const started = performance.now();
const execution = engine.startExecution({ stateMachineArn });
await execution.finished;
const milliseconds = performance.now() - started;
if (execution.status !== 'SUCCEEDED' || calls !== items) {
  throw new Error(`${execution.status} after ${calls} of ${items} items: ${execution.error} ${execution.cause}`);
}
process.send({ milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
