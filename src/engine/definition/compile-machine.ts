import { isObject, memberOf, toPlainJson } from '../json/plain-json.js';
import { compileCatchers } from '../run/catcher.js';
import { BLOCKED, type CompiledMachine, type CompiledState, type Program } from '../run/compiled-state.js';
import { compileRetriers } from '../run/retry-policy.js';
import { compileState } from '../states/compile-state.js';
import { InvalidDefinitionError, Problems } from './problems.js';
import { checkFieldNames, isQueryLanguage, isStateType, STATE_TYPES, type QueryLanguage } from './state-fields.js';
import { show, StateSource } from './state-source.js';

const MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage'];
const INNER_FIELDS = ['Comment', 'StartAt', 'States', 'ProcessorConfig', 'QueryLanguage'];

/** Standard or Express. */
export type MachineType = 'STANDARD' | 'EXPRESS';

/** Longer names than this AWS rejects. */
const LONGEST_STATE_NAME = 80;

/**
 * Checks a definition and compiles it to closures: paths, expressions and templates are parsed once, states go by number.
 *
 * @throws InvalidDefinitionError with everything that is wrong
 */
export function compileMachine(name: string, definition: unknown, type: MachineType = 'STANDARD'): CompiledMachine {
  const problems = new Problems();
  const machine = readDefinition(definition, problems);
  const compiled = machine === undefined ? undefined : new MachineCompiler(machine, problems, type).compile();
  if (compiled === undefined || problems.found.length > 0) throw new InvalidDefinitionError(name, problems.found);
  return compiled;
}

function readDefinition(definition: unknown, problems: Problems): Readonly<Record<string, unknown>> | undefined {
  let value: unknown;
  try {
    value = typeof definition === 'string' ? JSON.parse(definition) : toPlainJson(definition);
  } catch (error) {
    problems.add(
      undefined,
      undefined,
      `the definition is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
  if (isObject(value)) return value;
  problems.add(undefined, undefined, `the definition is ${show(value)}: expected an object with StartAt and States`);
  return undefined;
}

class MachineCompiler {
  /** Names of all states of the machine, inner ones included: each may stand once. */
  readonly #names = new Set<string>();
  readonly #language: QueryLanguage;

  readonly machine: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
  /** Of the executions that run the states at hand: the children of a distributed Map have a type of their own. */
  #type: MachineType;

  constructor(machine: Readonly<Record<string, unknown>>, problems: Problems, type: MachineType) {
    this.#type = type;
    this.machine = machine;
    this.problems = problems;
    this.#language = this.#readLanguage(machine, undefined, 'JSONPath');
  }

  compile(): CompiledMachine {
    const { machine } = this;
    this.#checkFields(undefined, '', machine, MACHINE_FIELDS);
    const timeout = machine['TimeoutSeconds'];
    const isFit = typeof timeout === 'number' && Number.isInteger(timeout) && timeout > 0 && timeout <= 99_999_999;
    if (timeout !== undefined && !isFit) {
      this.problems.add(
        undefined,
        'TimeoutSeconds',
        `is ${show(timeout)}: expected a whole number of seconds, 1 to 99999999`,
      );
    }
    return { program: this.#compileProgram(undefined, '', machine), timeoutSeconds: isFit ? timeout : undefined };
  }

  #compileProgram(
    owner: string | undefined,
    at: string,
    { StartAt, States }: Readonly<Record<string, unknown>>,
  ): Program {
    if (!isObject(States) || Object.keys(States).length === 0) {
      this.problems.add(owner, `${at}States`, `is ${show(States)}: expected an object with at least one state`);
      return { start: 0, states: [] };
    }
    const numbers = new Map(Object.keys(States).map((name, index) => [name, index]));
    const start = typeof StartAt === 'string' ? numbers.get(StartAt) : undefined;
    if (start === undefined) {
      this.problems.add(
        owner,
        `${at}StartAt`,
        `is ${show(StartAt)}: expected one of the states ${[...numbers.keys()].join(', ')}`,
      );
    }
    const states = Object.entries(States).map(([name, state]) => this.#compileState(name, state, numbers));
    return { start: start ?? 0, states };
  }

  #compileState(name: string, state: unknown, numbers: ReadonlyMap<string, number>): CompiledState {
    this.#checkName(name);
    const fields = isObject(state) ? state : {};
    const type = fields['Type'];
    if (!isStateType(type)) {
      this.problems.add(name, 'Type', `is ${show(type)}: expected one of ${STATE_TYPES.join(', ')}`);
      const kind = { type: '' };
      return { name, type: 'Pass', entered: kind, exited: kind, retriers: [], catchers: [], begin: () => BLOCKED };
    }
    const language = this.#readLanguage(fields, name, this.#language);
    const target = (field: string, next: unknown): number => {
      const number = typeof next === 'string' ? numbers.get(next) : undefined;
      if (number === undefined) this.problems.add(name, field, `is ${show(next)}: expected a state of the same scope`);
      return number ?? 0;
    };
    const source = new StateSource(name, type, language, fields, this.problems, target);
    checkFieldNames(type, language, fields, (field, message) => source.report(field, message));
    if (this.#type === 'EXPRESS') refuseInExpress(source);
    const begin = compileState(source, (field, inner) => {
      this.#checkFields(name, `${field}.`, inner, INNER_FIELDS);
      return this.#compileInner(name, field, inner);
    });
    const compiled: CompiledState = {
      name,
      type,
      entered: { type: `${type}StateEntered`, name },
      exited: { type: `${type}StateExited`, name },
      retriers: compileRetriers(source),
      catchers: compileCatchers(source),
      begin: (frame) => run(frame),
    };
    const run = begin(compiled);
    return { ...compiled, begin: run };
  }

  #compileInner(owner: string, field: string, inner: Readonly<Record<string, unknown>>): Program {
    const outer = this.#type;
    const config = inner['ProcessorConfig'];
    if (memberOf(config, 'Mode') === 'DISTRIBUTED') {
      this.#type = memberOf(config, 'ExecutionType') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    }
    const program = this.#compileProgram(owner, `${field}.`, inner);
    this.#type = outer;
    return program;
  }

  #checkName(name: string): void {
    if (this.#names.has(name))
      this.problems.add(name, undefined, 'is defined twice in the machine: names of states must be unique');
    this.#names.add(name);
    if (name.length > LONGEST_STATE_NAME) {
      this.problems.add(name, undefined, `is ${name.length} characters long: a name may have ${LONGEST_STATE_NAME}`);
    }
  }

  #readLanguage(
    fields: Readonly<Record<string, unknown>>,
    state: string | undefined,
    byDefault: QueryLanguage,
  ): QueryLanguage {
    const language = fields['QueryLanguage'] ?? byDefault;
    if (isQueryLanguage(language)) return language;
    this.problems.add(state, 'QueryLanguage', `is ${show(language)}: expected JSONPath or JSONata`);
    return byDefault;
  }

  #checkFields(
    owner: string | undefined,
    at: string,
    fields: Readonly<Record<string, unknown>>,
    known: readonly string[],
  ): void {
    for (const name of Object.keys(fields)) {
      if (!known.includes(name))
        this.problems.add(owner, `${at}${name}`, `is not known here: expected ${known.join(', ')}`);
    }
  }
}

/**
 * Express executions cannot wait for jobs and tokens, nor have map runs
 * (https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html).
 */
function refuseInExpress(source: StateSource): void {
  const resource = source.fields['Resource'];
  const pattern = typeof resource === 'string' ? /\.(?:sync(?::2)?|waitForTaskToken)$/.exec(resource)?.[0] : undefined;
  if (source.type === 'Task' && pattern !== undefined)
    source.report('Resource', `ends in ${pattern}, which an Express state machine cannot do: make it STANDARD`);
  if (memberOf(memberOf(source.fields['ItemProcessor'], 'ProcessorConfig'), 'Mode') === 'DISTRIBUTED')
    source.report(
      'ItemProcessor.ProcessorConfig.Mode',
      'is DISTRIBUTED, which an Express state machine cannot do: make it STANDARD',
    );
}
