import { createEngine, skipClock, type Engine } from '../../engine/index.js';
import { OPERATIONS } from './operations/operations.js';
import { StepFunctions } from './step-functions.js';
import { ApiError } from './wire/api-error.js';

export const ROLE = 'arn:aws:iam::123456789012:role/test';
export const ARN = 'arn:aws:states:us-east-1:123456789012';

/** A machine of one Pass state. */
export const PASS = JSON.stringify({ StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } });
/** A machine that waits for an hour. */
export const WAIT = JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } } });

/** A service without a network, in virtual time, with ids in order. */
export function serviceFixture(
  engine: Engine = createEngine({ clock: skipClock() }),
  options: { readonly keep?: number } = {},
) {
  let ids = 0;
  const random = { uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`, next: () => 0.5 };
  const service = new StepFunctions(engine, { region: 'us-east-1', accountId: '123456789012', random, ...options });
  const { signal } = new AbortController();
  /** Calls an operation as the endpoint does, and reads its answer as a client does. */
  const call = async (name: string, body: object = {}): Promise<Record<string, never>> => {
    const operation = OPERATIONS.get(name);
    if (operation === undefined) throw new Error(`No operation ${name}`);
    return JSON.parse(JSON.stringify(await operation(body, service, { signal })));
  };
  /** The error an operation answers with. */
  const refusal = async (name: string, body: object = {}): Promise<{ name: string; message: string }> => {
    try {
      await call(name, body);
    } catch (error) {
      if (error instanceof ApiError) return { name: error.name, message: error.message };
      throw error;
    }
    throw new Error(`${name} succeeded`);
  };
  const create = async (name: string, definition: string = PASS, more: object = {}): Promise<string> => {
    const { stateMachineArn } = await call('CreateStateMachine', { name, definition, roleArn: ROLE, ...more });
    return String(stateMachineArn);
  };
  return { service, engine, call, refusal, create };
}
