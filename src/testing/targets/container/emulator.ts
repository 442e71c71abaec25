import { reasonOf } from '../../reason.js';
import type { JsonObject } from '../../json-object.js';
import { AWS_IMAGE, type ContainerOptions } from './container-options.js';

/** What is needed of testcontainers, so that it need not be installed. */
export interface Testcontainers {
  readonly GenericContainer: new (image: string) => ContainerRecipe;
}

export interface ContainerRecipe {
  withExposedPorts(port: number): ContainerRecipe;
  withEnvironment(environment: Record<string, string>): ContainerRecipe;
  withCopyContentToContainer(contents: { content: string; target: string }[]): ContainerRecipe;
  start(): Promise<StartedContainer>;
}

export interface StartedContainer {
  getHost(): string;
  getMappedPort(port: number): number;
  stop(): Promise<unknown>;
}

/** Where the mocks are in the container: beside AWS's own jar, and a place like any other for other images. */
const MOCK_CONFIG_PATH = '/home/stepfunctionslocal/MockConfigFile.json';

interface RunningEmulator {
  readonly key: string;
  readonly container: Promise<StartedContainer>;
}

const RUNNING = Symbol.for('stepbreaker.emulator');

/** Of the process rather than of this module: imported and required, the package has two copies of it. */
const ofProcess = globalThis as { [RUNNING]?: RunningEmulator | undefined };

/**
 * Starts an emulator that has read these mocks, or gives the one that runs with them already. Emulators read their mocks only when
 * they start, so other mocks are another container, in place of the one before.
 *
 * @returns the address of its API
 * @throws Error that says what to do when there is no container runtime
 */
export async function emulatorWith(
  mocks: JsonObject,
  { image = AWS_IMAGE, port = 8083, environment = {} }: ContainerOptions,
  { GenericContainer }: Testcontainers,
): Promise<string> {
  const content = JSON.stringify(mocks);
  const key = JSON.stringify([image, port, environment, content]);
  let running = ofProcess[RUNNING];
  if (running?.key !== key) {
    const before = running?.container;
    await before?.then((container) => container.stop()).catch(() => undefined);
    const recipe = new GenericContainer(image)
      .withExposedPorts(port)
      .withEnvironment({
        SFN_MOCK_CONFIG: MOCK_CONFIG_PATH,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        ...environment,
      })
      .withCopyContentToContainer([{ content, target: MOCK_CONFIG_PATH }]);
    running = ofProcess[RUNNING] = { key, container: recipe.start() };
  }
  try {
    const container = await running.container;
    return `http://${container.getHost()}:${container.getMappedPort(port)}`;
  } catch (error) {
    ofProcess[RUNNING] = undefined;
    throw startError(image, error);
  }
}

/** Ends the container, if one runs. Testcontainers does so too, when the process has ended. */
export async function stopEmulator(): Promise<void> {
  const container = ofProcess[RUNNING]?.container;
  ofProcess[RUNNING] = undefined;
  await (await container?.catch(() => undefined))?.stop();
}

function startError(image: string, error: unknown): Error {
  const why = reasonOf(error);
  const what = /container runtime/i.test(why)
    ? 'The container target found no container runtime: start Docker, Podman or Colima, or run the test on the embedded target (STEPBREAKER_TARGET=embedded).'
    : `The container target could not start ${image}: ${why}`;
  return new Error(what, { cause: error });
}
