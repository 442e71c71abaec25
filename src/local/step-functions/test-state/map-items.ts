import { createEngine, type Execution, type ObjectStore } from '../../../engine/index.js';
import { fieldsOf, PROCESSORS, type Fields } from '../definition/definition-scope.js';
import type { StepFunctions } from '../step-functions.js';
import type { Surroundings } from './state-runner.js';
import type { TestedState } from './tested-state.js';

/** What a Map state makes of its items before the iterations get them, or why it cannot. */
export interface MapItems {
  readonly afterItemsPointer?: readonly unknown[];
  readonly afterItemSelector?: readonly unknown[];
  readonly afterItemBatcher?: readonly unknown[];
  readonly error?: string;
  readonly cause?: string;
}

/** Fields of a Map state that decide what its iterations get. */
const ITEM_FIELDS = ['InputPath', 'Items', 'ItemsPath', 'ItemReader'] as const;
const SELECTORS = ['ItemSelector', 'Parameters'] as const;

/**
 * Finds out what the iterations of a Map state would get: runs it, on an engine of its own, with a processor that does nothing.
 * A mock replaces only the processor, so an error in here is the state's.
 *
 * @param readerData what the ItemReader finds; without it, or where it is no single object (a listing, a manifest), nothing is
 *   said about the items of a reader
 * @throws ApiError InvalidDefinition
 */
export async function mapItems(
  service: StepFunctions,
  tested: TestedState,
  input: unknown,
  surroundings: Surroundings,
  readerData: string | undefined,
): Promise<MapItems> {
  const { state } = tested;
  if ('ItemReader' in state && (readerData === undefined || !readsOneObject(state))) return {};
  const stages = [
    ['afterItemsPointer', 'ItemsPointer' in readerConfig(state), []],
    ['afterItemSelector', SELECTORS.some((field) => field in state), SELECTORS],
    ['afterItemBatcher', 'ItemBatcher' in state, [...SELECTORS, 'ItemBatcher']],
  ] as const;
  const found: Record<string, unknown> = {};
  const last = await run(service, tested, [...SELECTORS, 'ItemBatcher'], input, surroundings, readerData);
  for (const [name, isThere, fields] of stages) {
    if (!isThere) continue;
    const { inputs } = await run(service, tested, fields, input, surroundings, readerData);
    if (inputs !== undefined) found[name] = inputs;
  }
  return { ...found, ...last.failure };
}

interface Run {
  /** Undefined when the state failed before it had items. */
  readonly inputs?: readonly unknown[];
  readonly failure?: { readonly error?: string; readonly cause?: string };
}

async function run(
  service: StepFunctions,
  { name, state, language }: TestedState,
  fields: readonly string[],
  input: unknown,
  { variables, context }: Surroundings,
  readerData = '',
): Promise<Run> {
  const isDistributed = PROCESSORS.some(
    (field) => fieldsOf(fieldsOf(state[field])['ProcessorConfig'])['Mode'] === 'DISTRIBUTED',
  );
  const kept = Object.entries(state).filter(([field]) => [...ITEM_FIELDS, ...fields].includes(field));
  const map = {
    Type: 'Map',
    ...Object.fromEntries(kept),
    ItemProcessor: {
      ...(isDistributed ? { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } : {}),
      StartAt: ITEM,
      States: { [ITEM]: { Type: 'Pass', End: true } },
    },
    // What comes out is not looked at, and must not be too large.
    ...(language === 'JSONata' ? { Output: {} } : { ResultPath: null }),
    End: true,
  };
  const definition = service.compile(
    'map-items',
    JSON.stringify({ QueryLanguage: language, StartAt: name, States: { [name]: map } }),
    'STANDARD',
  );
  const engine = createEngine({ clock: service.clock, objectStore: holding(readerData) });
  const execution = await engine.startExecution({
    stateMachineArn: service.arn('stateMachine', 'map-items'),
    definition,
    input,
    variables,
    ...(context === undefined ? {} : { context }),
  }).finished;
  const { status, error = '', cause } = execution;
  if (status !== 'SUCCEEDED') return { failure: cause === undefined ? { error } : { error, cause } };
  const children = engine.mapRuns().flatMap((each) => each.executions());
  return { inputs: isDistributed ? children.map((child) => child.input) : iterationInputs(execution) };
}

/** The one state of the processor; not the name of any state that is tested. */
const ITEM = 'stepbreaker-item';

function iterationInputs(execution: Execution): readonly unknown[] {
  return execution.history().flatMap((event) => {
    const { name, input } = fieldsOf(fieldsOf(event)['stateEnteredEventDetails']);
    return name === ITEM ? [JSON.parse(String(input))] : [];
  });
}

function holding(content: string): ObjectStore {
  return { get: () => content, list: () => [], put: () => {} };
}

function readerConfig(state: Fields): Fields {
  return fieldsOf(fieldsOf(state['ItemReader'])['ReaderConfig']);
}

function readsOneObject(state: Fields): boolean {
  const config = readerConfig(state);
  const isManifest = 'ManifestType' in config || config['InputType'] === 'MANIFEST';
  const resource = String(fieldsOf(state['ItemReader'])['Resource']);
  return resource.endsWith(':s3:getObject') && !isManifest && config['InputType'] !== 'PARQUET';
}
