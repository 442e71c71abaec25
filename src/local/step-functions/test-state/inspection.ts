import type { Fields } from '../definition/definition-scope.js';
import type { MapItems } from './map-items.js';
import type { MapSettings } from './map-settings.js';
import type { StateOutcome, StateRunner, Surroundings } from './state-runner.js';
import type { TestedState } from './tested-state.js';

/** What a state was given and made, stage by stage; JSON text but for numbers. */
export type InspectionData = Readonly<Record<string, unknown>>;

/** What was found out about a Map state before it was run. */
export interface MapInspection {
  readonly items?: MapItems | undefined;
  readonly settings?: MapSettings | undefined;
}

/** Types of state whose result goes through ResultSelector and ResultPath. */
const WITH_RESULT = ['Task', 'Pass', 'Map', 'Parallel'];

/**
 * Looks into the data flow of a state that has been run
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html). Each stage is run again on its own,
 * which keeps the engine free of anything that only tests need.
 */
export async function inspect(
  tested: TestedState,
  input: unknown,
  outcome: StateOutcome,
  surroundings: Surroundings,
  runner: StateRunner,
  { items, settings }: MapInspection = {},
): Promise<InspectionData> {
  const { state, language } = tested;
  const stage = (fields: Fields, stageInput: unknown): Promise<unknown> =>
    runner.stage(tested, fields, stageInput, surroundings);
  const found: Record<string, unknown> = { input };
  if (language === 'JSONata') {
    if ('Arguments' in state && state['Type'] === 'Task')
      found['afterArguments'] = await stage({ Output: state['Arguments'] }, input);
    if (state['Type'] === 'Task') found['result'] = outcome.result;
  } else {
    Object.assign(found, await jsonPathStages(state, input, outcome, stage));
  }
  if (outcome.assigned !== undefined) {
    const assigned = Object.entries(outcome.assigned).map(([name, text]): [string, unknown] => [
      name,
      JSON.parse(String(text)),
    ]);
    found['variables'] = { ...surroundings.variables, ...Object.fromEntries(assigned) };
  }
  const { error: _error, cause: _cause, ...itemStages } = items ?? {};
  Object.assign(found, itemStages);
  const texts = Object.entries(found).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, JSON.stringify(value)]],
  );
  return { ...Object.fromEntries(texts), ...settings };
}

async function jsonPathStages(
  state: Fields,
  input: unknown,
  outcome: StateOutcome,
  stage: (fields: Fields, input: unknown) => Promise<unknown>,
): Promise<Fields> {
  const type = String(state['Type']);
  const inputPath = only(state, 'InputPath');
  const effective = await stage(inputPath, input);
  const found: Record<string, unknown> = { afterInputPath: effective };
  if (type === 'Map' && 'ItemsPath' in state)
    found['afterItemsPath'] = await stage({ InputPath: state['ItemsPath'] }, effective);
  if (type !== 'Map' && 'Parameters' in state) {
    found['afterParameters'] = await stage({ ...inputPath, ...only(state, 'Parameters') }, input);
  }
  if (outcome.error !== undefined || !WITH_RESULT.includes(type)) return found;
  const result = type === 'Pass' ? (state['Result'] ?? found['afterParameters'] ?? effective) : outcome.result;
  const selected = 'ResultSelector' in state ? await stage({ Parameters: state['ResultSelector'] }, result) : result;
  return {
    ...found,
    result,
    ...('ResultSelector' in state ? { afterResultSelector: selected } : {}),
    afterResultPath: await stage({ Result: selected, ...only(state, 'ResultPath') }, input),
  };
}

function only(state: Fields, field: string): Fields {
  return field in state ? { [field]: state[field] } : {};
}
