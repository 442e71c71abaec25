import { writeFile } from 'node:fs/promises';
import { indexStates } from '../../definition/state-index.js';
import { endText } from '../../explain/run-text.js';
import { MockBook } from '../../mocks/mock-book.js';
import { UnmatchedTaskError } from '../../mocks/unmatched-task-error.js';
import { UnusedMockError } from '../../mocks/unused-mock-error.js';
import type { Run } from '../../run/run.js';
import type { RunOrder } from '../../run-order.js';
import { reasonOf } from '../../reason.js';
import { mockConfig } from '../mock-config.js';
import { optionalPackage } from '../../../runtime/optional-package.js';
import { TargetLimitError } from '../target-limit-error.js';
import type { EndpointOptions } from './endpoint-options.js';
import { endpointMachineName, runByApi } from './endpoint-run.js';
import { installedCommand } from '../../../runtime/installed-command.js';

/** Runs an execution at an endpoint of the Step Functions API, in the time that is there. */
export async function runAtEndpoint(order: RunOrder, options: EndpointOptions): Promise<Run> {
  checkOptions('endpoint', order);
  const { mockConfigFile } = options;
  if (order.mocks.length > 0) {
    if (mockConfigFile === undefined) {
      throw new TargetLimitError(
        'endpoint',
        'was not told where to put the mocks of this test',
        `Start the endpoint with a MockConfigFile, and name it: target: { endpoint: '${String(options.endpoint)}', mockConfigFile: 'mocks.json' },`,
        'or in the environment variable SFN_MOCK_CONFIG.',
      );
    }
    const config = mockConfig('endpoint', endpointMachineName(order), indexStates(order.definition), order.mocks);
    await writeFile(mockConfigFile, JSON.stringify(config, null, 2));
  }
  return runWithSdk(order, options, 'endpoint');
}

/** @throws TargetLimitError for options that only virtual time can keep */
export function checkOptions(target: string, { options }: RunOrder): void {
  if (options.startAt !== undefined)
    throw new TargetLimitError(target, 'starts executions now: it cannot do { startAt }');
  if (options.seed !== undefined) throw new TargetLimitError(target, 'has its own randomness: it cannot do { seed }');
}

/**
 * Runs an execution at an endpoint that has the mocks already.
 *
 * @throws UnmatchedTaskError, UnusedMockError as the embedded target does
 */
export async function runWithSdk(order: RunOrder, options: EndpointOptions, target: string): Promise<Run> {
  const sdk = await optionalPackage('@aws-sdk/client-sfn', `The ${target} target`, () => import('@aws-sdk/client-sfn'));
  const { endpoint, region = 'us-east-1', roleArn = 'arn:aws:iam::123456789012:role/stepbreaker' } = options;
  const client = new sdk.SFNClient({
    endpoint: String(endpoint),
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  try {
    const run = await runByApi({ sdk, client, order, target, roleArn, hasTestCase: order.mocks.length > 0 });
    checkMocks(order, run);
    return run;
  } catch (error) {
    if (/ECONNREFUSED|ENOTFOUND/.test(reasonOf(error))) {
      throw new Error(
        `Nothing answers at ${String(endpoint)}: start an emulator there, such as '${installedCommand('local --port 8083')}'`,
        {
          cause: error,
        },
      );
    }
    throw error;
  } finally {
    client.destroy();
  }
}

/** Goes through the calls again, to see what they took. Without any mock, the tasks are those of the endpoint. */
function checkMocks({ mocks }: RunOrder, run: Run): void {
  if (mocks.length === 0) return;
  const book = new MockBook(mocks);
  for (const { state, resource, parameters } of run.calls) {
    if (book.take(state, resource, parameters) === undefined) {
      throw new UnmatchedTaskError(state, resource, parameters, run.path());
    }
  }
  const unused = book.unused();
  if (unused.length > 0) throw new UnusedMockError(unused, endText(run));
}
