import { describe, expect, test } from '@jest/globals';
import { createEngine, InvalidDefinitionError } from '../index.js';

const giving = (Result: unknown): object => ({ StartAt: 'P', States: { P: { Type: 'Pass', Result, End: true } } });

describe('a compiled definition', () => {
  test('runs in the place of the current one, even of a machine that was deleted', async () => {
    const engine = createEngine();
    const { stateMachineArn } = engine.createStateMachine({ name: 'm', definition: giving('new') });
    const definition = engine.compile({ name: 'm', definition: giving('old'), type: 'EXPRESS' });
    expect((await engine.startExecution({ stateMachineArn }).finished).output).toBe('new');
    engine.deleteStateMachine(stateMachineArn);
    const earlier = await engine.startExecution({ stateMachineArn, definition }).finished;
    expect(earlier.output).toBe('old');
    expect(earlier.executionArn).toMatch(/:express:m:/);
    expect(() => engine.startExecution({ stateMachineArn })).toThrow(
      expect.objectContaining({ name: 'StateMachineDoesNotExist' }),
    );
  });

  test('makes a machine, with its own type', async () => {
    const engine = createEngine();
    const definition = engine.compile({ definition: giving(1), type: 'EXPRESS' });
    const machine = engine.createStateMachine({ name: 'm', definition });
    expect(engine.startExecution(machine).executionArn).toMatch(/:express:/);
  });

  test('is refused as a machine is', () => {
    expect(() => createEngine().compile({ name: 'm', definition: {} })).toThrow(InvalidDefinitionError);
  });
});
