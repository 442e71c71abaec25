import { describe, expect, test } from '@jest/globals';
import { compileMachine } from './compile-machine.js';
import { InvalidDefinitionError } from './problems.js';

/** The places of all problems of a definition, as `state › field`. */
function problemsOf(definition: unknown): string[] {
  try {
    compileMachine('test', definition);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidDefinitionError)) throw error;
    return error.problems.map(({ state, field }) => [state, field].filter(Boolean).join(' › '));
  }
}

const PASS = { Type: 'Pass', End: true };

describe('compileMachine', () => {
  test('numbers the states, and goes by the numbers', () => {
    const machine = { StartAt: 'B', TimeoutSeconds: 60, States: { A: PASS, B: { Type: 'Pass', Next: 'A' } } };
    const { program, timeoutSeconds } = compileMachine('test', JSON.stringify(machine));
    expect(program.start).toBe(1);
    expect(program.states.map(({ entered }) => [entered.name, entered.type])).toEqual([
      ['A', 'PassStateEntered'],
      ['B', 'PassStateEntered'],
    ]);
    expect(timeoutSeconds).toBe(60);
  });

  test('reports everything at once', () => {
    const definition = {
      StartAt: 'Nowhere',
      TimeoutSeconds: 0,
      Extra: true,
      States: {
        NoType: {},
        NoNext: { Type: 'Pass' },
        Both: { Type: 'Pass', Next: 'NoNext', End: true },
        Lost: { Type: 'Pass', Next: 'Gone' },
        Mixed: { Type: 'Pass', Output: '{% 1 %}', End: true },
        Broken: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 + %}', End: true },
        Path: { Type: 'Pass', InputPath: '$.[', End: true },
        Typo: { Type: 'Task', Resource: 'lambda', Retries: [], End: true },
        Waits: { Type: 'Wait', Seconds: -1, Timestamp: 'today', End: true },
        Retries: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Retry: [
            { ErrorEquals: ['States.ALL'], MaxAttempts: 1.5 },
            { ErrorEquals: [], JitterStrategy: 'SOME' },
          ],
          Catch: [{ ErrorEquals: ['A', 'States.ALL'], Next: 'Gone' }],
          End: true,
        },
      },
    };
    expect(problemsOf(definition).toSorted()).toEqual(
      [
        'TimeoutSeconds',
        'Extra',
        'StartAt',
        'NoType › Type',
        'NoNext › Next',
        'Both › End',
        'Lost › Next',
        'Mixed › Output',
        'Broken › Output',
        'Path › InputPath',
        'Typo › Retries',
        'Typo › Resource',
        'Waits › Timestamp',
        'Waits › Seconds',
        'Retries › Retry[0].ErrorEquals',
        'Retries › Retry[0].MaxAttempts',
        'Retries › Retry[1].JitterStrategy',
        'Retries › Retry[1].ErrorEquals',
        'Retries › Catch[0].ErrorEquals',
        'Retries › Catch[0].Next',
      ].toSorted(),
    );
  });

  test('looks into branches and item processors, where names must differ from all others', () => {
    const inner = { StartAt: 'Twice', States: { Twice: PASS } };
    const definition = {
      StartAt: 'Twice',
      States: {
        Twice: { Type: 'Parallel', Branches: [inner, { StartAt: 'X' }], Next: 'Each' },
        Each: { Type: 'Map', ItemProcessor: { StartAt: 'Y', States: {}, Mode: 1 }, End: true },
      },
    };
    expect(problemsOf(definition)).toEqual([
      'Twice',
      'Twice › Branches[1].States',
      'Each › ItemProcessor.Mode',
      'Each › ItemProcessor.States',
    ]);
  });

  test('names what is wrong inside of a distributed Map', () => {
    const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'P', States: { P: PASS } };
    const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, ItemReader: {}, End: true } } };
    expect(problemsOf(definition)).toEqual(['M › ItemReader.Resource', 'M › ItemReader.ReaderConfig.InputType']);
  });

  test('refuses what an Express machine cannot wait for', () => {
    const States = { T: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true } };
    const definition = { StartAt: 'T', States };
    expect(problemsOf(definition)).toEqual([]);
    expect(() => compileMachine('test', definition, 'EXPRESS')).toThrow('T › Resource: ends in .waitForTaskToken');
  });

  test.each([['{'], [null], [[]], [{ StartAt: 'A' }], [{ StartAt: 'A', States: { A: 1 } }]])(
    'refuses %j',
    (definition) => {
      expect(problemsOf(definition).length).toBeGreaterThan(0);
    },
  );

  test('knows names such as __proto__ and constructor only where they are', () => {
    expect(problemsOf({ StartAt: 'constructor', States: { A: PASS } })).toEqual(['StartAt']);
    expect(problemsOf('{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","End":true}}}')).toEqual([]);
  });

  test('refuses a Resource that is no text, whatever its members are called', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Task', Resource: { toString: 1 }, End: true } } };
    expect(() => compileMachine('m', definition, 'EXPRESS')).toThrow('Resource');
  });
});
