import { existsSync, readFileSync, statSync } from 'node:fs';
import { isFields, type Fields } from '../definition/definition-scope.js';

/** What a mocked task gives. */
export type MockedResponse = { readonly result: unknown } | { readonly error: string; readonly cause: string };

/** The responses of a state by the number of the invocation, both ends included. */
export interface ResponseRange {
  readonly from: number;
  readonly to: number;
  readonly response: MockedResponse;
}

/** The mocked states of a test case. */
export type TestCase = ReadonlyMap<string, readonly ResponseRange[]>;

const NO_CONFIG = 'it is not a JSON object with StateMachines and MockedResponses';

/**
 * A MockConfigFile of AWS's Step Functions Local
 * (https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html). It is read again when it has changed.
 */
export class MockConfig {
  readonly #file: string;
  #readAt: number | undefined;
  #config: Fields = {};

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * The test case of a machine; undefined when the file has none of that name.
   *
   * @throws MockConfigError for a file that is no MockConfigFile
   */
  testCase(machine: string, name: string): TestCase | undefined {
    this.#refresh();
    const states = member(member(member(member(this.#config, 'StateMachines'), machine), 'TestCases'), name);
    if (states === undefined) return undefined;
    return new Map(
      Object.entries(states).map(([state, response]) => [state, this.#ranges(response, `${machine}.${name}.${state}`)]),
    );
  }

  /**
   * Looks at the whole file, before anything is started with it.
   *
   * @throws MockConfigError for a file that is not there, or has something that no execution could use
   */
  check(): void {
    if (!existsSync(this.#file)) throw new MockConfigError(this.#file, 'there is no such file');
    this.#refresh();
    const machines = member(this.#config, 'StateMachines');
    if (machines === undefined) throw new MockConfigError(this.#file, NO_CONFIG);
    for (const machine of Object.keys(machines)) {
      const names = Object.keys(member(member(machines, machine), 'TestCases') ?? {});
      for (const name of names) this.testCase(machine, name);
    }
  }

  #refresh(): void {
    const changedAt = statSync(this.#file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt === this.#readAt) return;
    this.#readAt = changedAt;
    // A file that is not there (yet) has no test cases.
    this.#config = changedAt === undefined ? {} : readConfig(this.#file);
  }

  #ranges(name: unknown, place: string): readonly ResponseRange[] {
    const responses = member(member(this.#config, 'MockedResponses'), String(name));
    if (responses === undefined) {
      throw new MockConfigError(
        this.#file,
        `${place} names the response '${String(name)}', which is not under MockedResponses`,
      );
    }
    return Object.entries(responses).map(([invocations, response]) => this.#range(invocations, response, String(name)));
  }

  #range(invocations: string, response: unknown, name: string): ResponseRange {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(invocations) ?? [];
    if (from === undefined || Number(to) < Number(from)) {
      throw new MockConfigError(
        this.#file,
        `'${invocations}' in the response '${name}' is no number such as "0" and no range such as "1-2"`,
      );
    }
    return { from: Number(from), to: Number(to), response: this.#response(response, `${name}.${invocations}`) };
  }

  #response(response: unknown, place: string): MockedResponse {
    if (isFields(response) && 'Return' in response) return { result: response['Return'] };
    const thrown = member(response, 'Throw');
    if (thrown === undefined)
      throw new MockConfigError(this.#file, `the response ${place} has neither Return nor Throw`);
    return { error: String(thrown['Error'] ?? ''), cause: String(thrown['Cause'] ?? '') };
  }
}

/** A MockConfigFile cannot be used; says where and why. */
export class MockConfigError extends Error {
  override readonly name = 'MockConfigError';

  constructor(file: string, why: string) {
    super(`The mock config file ${file} cannot be used: ${why}.`);
  }
}

/** The response to an invocation, the first being 0. */
export function responseTo(ranges: readonly ResponseRange[], invocation: number): MockedResponse | undefined {
  return ranges.find(({ from, to }) => from <= invocation && invocation <= to)?.response;
}

function readConfig(file: string): Fields {
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new MockConfigError(file, error instanceof Error ? error.message : String(error));
  }
  if (isFields(config)) return config;
  throw new MockConfigError(file, NO_CONFIG);
}

function member(value: unknown, name: string): Fields | undefined {
  const found = isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isFields(found) ? found : undefined;
}
