/* oxlint-disable no-dupe-keys */
/** The compiler must refuse the line below each expectation: `npm run typecheck` fails when one is no longer refused. Nothing here runs. */
import { lt } from '../index.js';
import { machine, vars, call, finish } from './shop.fixture.js';

export const transitions = [
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error a misspelt next
        Reserve: { type: 'Task', call, next: 'Finnish' },
        Finish: finish,
      },
    }),
  // @ts-expect-error a misspelt start
  () => machine({ startAt: 'Finnish', states: { Finish: finish } }),
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error no next at all
        Reserve: { type: 'Task', call, catch: [{ errors: ['States.ALL'], next: 'Finish' }] },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Sort',
      states: {
        // @ts-expect-error a Choice without default
        Sort: { type: 'Choice', choices: [{ condition: lt(vars.tries, 1), next: 'Finish' }] },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Sort',
      states: {
        // @ts-expect-error a Choice without rules
        Sort: { type: 'Choice', choices: [], default: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Sort',
      states: {
        Sort: {
          type: 'Choice',
          choices: [
            // @ts-expect-error a rule that leads nowhere
            { condition: lt(vars.tries, 1) },
          ],
          default: 'Finish',
        },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Sort',
      states: {
        Sort: {
          type: 'Choice',
          choices: [
            // @ts-expect-error a rule that leads to no state
            { condition: lt(vars.tries, 1), next: 'Elsewhere' },
          ],
          default: 'Finish',
        },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Finish',
      states: {
        Finish: finish,
        // @ts-expect-error nothing leads here
        Lost: { type: 'Wait', seconds: 1, next: 'Finish' },
      },
    }),
  () =>
    machine({
      startAt: 'Finish',
      states: {
        // @ts-expect-error an end that goes on
        Finish: { type: 'Succeed', output: { reservation: 'r' }, next: 'Finish' },
      },
    }),
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        Reserve: {
          type: 'Task',
          call,
          next: 'Finish',
          catch: [
            // @ts-expect-error a catcher that leads to no state
            { errors: ['States.ALL'], next: 'Repair' },
          ],
        },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Finish',
      states: {
        Finish: finish,
        // @ts-expect-error one name for two states
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Rest',
      states: {
        // @ts-expect-error seconds and a timestamp
        Rest: { type: 'Wait', seconds: 1, timestamp: '2031-01-01T00:00:00Z', next: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Rest',
      states: {
        // @ts-expect-error a Wait that does not say how long
        Rest: { type: 'Wait', next: 'Finish' },
        Finish: finish,
      },
    }),
  () =>
    machine({
      startAt: 'Reserve',
      states: {
        // @ts-expect-error a field of JSONPath
        Reserve: { type: 'Task', call, inputPath: '$.order', next: 'Finish' },
        Finish: finish,
      },
    }),
];
