import { afterEach, describe, expect, test } from '@jest/globals';
import { skipClock } from '../../../engine/index.js';
import { startLocalStepFunctions } from '../../../local/index.js';
import type { RunOrder } from '../../run-order.js';
import { shop } from '../../shop.fixture.js';
import { runInContainer } from './container-target.js';
import { stopEmulator, type Testcontainers } from './emulator.js';

afterEach(() => stopEmulator());

const order = (definition: object, mocks: RunOrder['mocks'] = []): RunOrder => ({
  machineName: 'shop',
  definition: { ...definition },
  type: 'STANDARD',
  mocks,
  input: {},
  options: {},
});
const greeting = {
  StartAt: 'Hi',
  States: { Hi: { Type: 'Pass', Result: 'hi', Next: 'Pause' }, Pause: { Type: 'Wait', Seconds: 5, End: true } },
};

/** Replaces testcontainers: what would be a container is our own endpoint in this process. */
function pretendedContainers(): { testcontainers: Testcontainers; log: unknown[] } {
  const log: unknown[] = [];
  const testcontainers: Testcontainers = {
    GenericContainer: class {
      constructor(image: string) {
        log.push(image);
      }
      withExposedPorts(port: number) {
        log.push(port);
        return this;
      }
      withEnvironment(environment: Record<string, string>) {
        log.push(environment);
        return this;
      }
      withCopyContentToContainer(contents: { content: string; target: string }[]) {
        log.push(contents);
        return this;
      }
      async start() {
        const local = await startLocalStepFunctions({ clock: skipClock() });
        const { hostname, port } = new URL(local.url);
        return {
          getHost: () => hostname,
          getMappedPort: () => Number(port),
          stop: async () => {
            log.push('stopped');
            await local.close();
          },
        };
      }
    },
  };
  return { testcontainers, log };
}

describe('the container target', () => {
  test('says what to do where no container runtime exists', async () => {
    const none: Testcontainers = {
      GenericContainer: class {
        withExposedPorts() {
          return this;
        }
        withEnvironment() {
          return this;
        }
        withCopyContentToContainer() {
          return this;
        }
        async start(): Promise<never> {
          throw new Error('Could not find a working container runtime strategy');
        }
      },
    };
    await expect(runInContainer(order(greeting), {}, async () => none)).rejects.toThrow(
      'The container target found no container runtime: start Docker, Podman or Colima, or run the test on the embedded target (STEPBREAKER_TARGET=embedded).',
    );
  });

  test('says what to install', async () => {
    const missing = async (): Promise<never> => {
      throw Object.assign(new Error("Cannot find package 'testcontainers'"), { code: 'ERR_MODULE_NOT_FOUND' });
    };
    await expect(runInContainer(order(greeting), {}, missing)).rejects.toThrow(
      'The container target needs the package testcontainers, which is not installed: npm i testcontainers',
    );
  });

  test("starts AWS's image with the mocks, runs there, and starts it once for the same mocks", async () => {
    const { testcontainers, log } = pretendedContainers();
    const run = await runInContainer(order(greeting), {}, async () => testcontainers);
    await runInContainer(order(greeting), {}, async () => testcontainers);
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: 'hi', milliseconds: 5000 });
    const target = '/home/stepfunctionslocal/MockConfigFile.json';
    const content = expect.stringMatching(
      /^\{"StateMachines":\{"shop-[0-9a-f]{8}":\{"TestCases":\{"stepbreaker":\{\}\}\}\}/,
    );
    expect(log).toEqual([
      'amazon/aws-stepfunctions-local',
      8083,
      expect.objectContaining({ SFN_MOCK_CONFIG: target }),
      [{ content, target }],
    ]);
    await runInContainer(
      order(greeting),
      { image: 'other', port: 4566, environment: { DEBUG: '1' } },
      async () => testcontainers,
    );
    expect(log.slice(4)).toEqual([
      'stopped',
      'other',
      4566,
      expect.objectContaining({ DEBUG: '1' }),
      expect.anything(),
    ]);
  });

  test.each([
    ['JSONata', { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Succeed' } } }],
    ['variables', { StartAt: 'A', States: { A: { Type: 'Pass', Assign: { x: 1 }, End: true } } }],
  ])("refuses %s in AWS's image", async (what, definition) => {
    await expect(runInContainer(order(definition), {})).rejects.toThrow(
      `The container target cannot run ${what}: amazon/aws-stepfunctions-local knows JSONPath only (state 'A')`,
    );
  });

  test('refuses what only virtual time can do', async () => {
    await expect(runInContainer({ ...order(shop), options: { startAt: 0 } }, {})).rejects.toThrow(
      'it cannot do { startAt }',
    );
  });
});
