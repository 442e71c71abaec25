/** @module The child process that compiles machines of one size; arguments are the engine's URL, the language and the number of states. */
import { median } from './median.mjs';

const [url, language, count] = process.argv.slice(2);
const { createEngine } = await import(url);

/** Four kinds of states in turn. Another `salt` makes every text another one: texts parsed before may be remembered. */
function machineOf(states, salt) {
  const next = (index) => (index + 1 < states ? { Next: `S${index + 1}` } : { End: true });
  const retry = {
    Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S0' }],
  };
  const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...retry };
  const KINDS = {
    JSONPath: [
      (i) => ({
        ...lambda,
        Parameters: { FunctionName: 'work', 'Payload.$': `$.orders[${salt}].lines` },
        ResultPath: `$.answers.a${i}x${salt}`,
        ...next(i),
      }),
      (i) => ({
        Type: 'Choice',
        Choices: [{ Variable: `$.answers.a${i}x${salt}`, NumericGreaterThan: 10, Next: 'S0' }],
        Default: `S${(i + 1) % states}`,
      }),
      (i) => ({
        Type: 'Pass',
        Parameters: { 'text.$': `States.Format('order {} of ${i}/${salt}', $.orders[0].id)`, 'all.$': '$' },
        ...next(i),
      }),
      (i) => ({ Type: 'Wait', SecondsPath: `$.answers.wait${i}x${salt}`, ...next(i) }),
    ],
    JSONata: [
      (i) => ({
        ...lambda,
        Arguments: { FunctionName: 'work', Payload: `{% $states.input.orders[${salt}].lines %}` },
        Assign: { [`answer${i}`]: `{% $states.result.Payload.total + ${salt} %}` },
        ...next(i),
      }),
      (i) => ({
        Type: 'Choice',
        Choices: [
          { Condition: `{% $answer${Math.max(0, i - 1)} > ${salt} and $exists($states.input.orders) %}`, Next: 'S0' },
        ],
        Default: `S${(i + 1) % states}`,
      }),
      (i) => ({
        Type: 'Pass',
        Output: { text: `{% 'order ' & $states.input.orders[0].id & ' of ${i}/${salt}' %}` },
        ...next(i),
      }),
      (i) => ({ Type: 'Wait', Seconds: `{% $answer0 + ${salt} + ${i} %}`, ...next(i) }),
    ],
  };
  const kinds = KINDS[language];
  const States = Object.fromEntries(
    Array.from({ length: states }, (_, index) => [`S${index}`, kinds[index % kinds.length](index)]),
  );
  return { QueryLanguage: language, StartAt: 'S0', States };
}

const engine = createEngine();
const timed = (salt) => {
  const definition = machineOf(Number(count), salt);
  const started = performance.now();
  engine.createStateMachine({ name: 'bench', definition });
  return performance.now() - started;
};

/** The later half of many: by then the compiler itself is warm. */
const warmMedian = (saltOf) => median(Array.from({ length: 100 }, (_, run) => timed(saltOf(run))).slice(50));

const cold = timed(1);
const otherTexts = warmMedian((run) => run + 2);
const warm = warmMedian(() => 1);
process.send({ cold, otherTexts, warm });
