import { expect } from '@jest/globals';
import jsonata from 'jsonata';
import { compileJsonata, JsonataEvaluationError, JsonataSyntaxError } from '../index.js';

/** What an expression came to: a value, or an error with its code and sentence. */
export type Outcome = { readonly value: unknown } | { readonly code: string; readonly message: string };

/** Evaluates with the npm package, on a copy of the data unless one is given: the package writes on it. */
export async function libraryOutcome(
  source: string,
  variables: Readonly<Record<string, unknown>>,
  copy: Record<string, unknown> = structuredClone(variables),
): Promise<Outcome> {
  try {
    const value: unknown = await jsonata(source).evaluate(undefined, copy);
    return { value: asJson(value) };
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return { code: code ?? 'none', message: message ?? '' };
  }
}

/** Evaluates with this evaluator, on data that cannot be changed. */
export function ownOutcome(source: string, variables: Readonly<Record<string, unknown>>): Outcome {
  const frozen = deeplyFrozen(structuredClone(variables)) as Record<string, unknown>;
  try {
    const value = compileJsonata(source).evaluate({
      variable: (name) => (Object.hasOwn(frozen, name) ? frozen[name] : undefined),
      now: () => Date.UTC(2026, 0, 1),
      random: () => 0.5,
    });
    expectPlain(value);
    return { value };
  } catch (error) {
    if (error instanceof JsonataEvaluationError || error instanceof JsonataSyntaxError) {
      return { code: error.code, message: error.message };
    }
    throw error;
  }
}

/** Both give the same value, or fail with the same code and sentence. */
export async function expectSame(source: string, variables: Readonly<Record<string, unknown>> = {}): Promise<void> {
  expect({ source, ...ownOutcome(source, variables) }).toEqual({
    source,
    ...(await libraryOutcome(source, variables)),
  });
}

/** The package's result without the properties it marks arrays with; infinite numbers as Step Functions writes them. */
function asJson(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : asJson(item)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asJson(item)]));
}

function expectPlain(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    expect(Reflect.ownKeys(value)).toHaveLength(value.length + 1);
  } else {
    expect(Reflect.ownKeys(value)).toEqual(Object.keys(value));
  }
  for (const item of Object.values(value)) expectPlain(item);
}

function deeplyFrozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) deeplyFrozen(item);
  return Object.freeze(value);
}
