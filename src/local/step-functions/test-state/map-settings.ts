import type { Fields } from '../definition/definition-scope.js';
import type { StateRunner, Surroundings } from './state-runner.js';
import type { TestedState } from './tested-state.js';

/** The limits of a Map state, whether they are numbers, paths or expressions. */
export interface MapSettings {
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

const SETTINGS = [
  ['maxConcurrency', 'MaxConcurrency'],
  ['toleratedFailureCount', 'ToleratedFailureCount'],
  ['toleratedFailurePercentage', 'ToleratedFailurePercentage'],
] as const;

/** What is not there, or gives no number, is left out; a concurrency that is left out is 0, as many as there may be. */
export async function mapSettings(
  tested: TestedState,
  input: unknown,
  surroundings: Surroundings,
  runner: StateRunner,
): Promise<MapSettings> {
  const { state } = tested;
  const inputPath = 'InputPath' in state ? { InputPath: state['InputPath'] } : {};
  const found: { -readonly [name in keyof MapSettings]: MapSettings[name] } = { maxConcurrency: 0 };
  for (const [name, field] of SETTINGS) {
    const value = await settingOf(field);
    if (typeof value === 'number') found[name] = value;
  }
  return found;

  async function settingOf(field: string): Promise<unknown> {
    const value = state[field];
    const path = state[`${field}Path`];
    const stage = (fields: Fields, of: unknown): Promise<unknown> => runner.stage(tested, fields, of, surroundings);
    if (typeof value === 'string') return stage({ Output: value }, input);
    if (path === undefined) return value;
    return stage({ InputPath: path }, await stage(inputPath, input));
  }
}
