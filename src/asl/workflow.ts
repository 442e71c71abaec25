import { buildMachine, type Machine, type UntypedMachine } from './machine.js';
import { sourcePosition } from './source-position.js';
import type { Definition, FragmentDefinition, MachineDefinition } from './definition.js';
import type { ExecutionContext } from './execution-context.js';
import type { Flow, FlowDefinition } from './flow.js';
import { makeFragment, type Fragment, type UntypedFragment } from './fragment.js';
import type { Json } from './json.js';
import type { Root } from './node.js';
import { referenceTo, type Reference } from './reference.js';
import type { End } from './state.js';
import type { JsonTemplate, Templated } from './template.js';

/** The data contract of a workflow. Every part is optional: `unknown` input and output, no variables. */
export interface WorkflowTypes {
  readonly input?: unknown;
  readonly variables?: object;
  readonly output?: unknown;
}
type Part<W, K extends keyof WorkflowTypes, Default> = W extends { readonly [P in K]: infer X } ? X : Default;

/** What writes a workflow: its data and the functions that build it. */
export interface Workflow<I, V, O> {
  /** The declared variables, to read. A state's `assign` writes them. */
  readonly vars: { readonly [K in keyof V]-?: Reference<V[K]> };
  /** The execution's input, readable in every state of the machine, its maps and branches. */
  readonly execution: { readonly input: Reference<I> };
  /** The input of a flow's first state: a map's item, the arguments of a parallel branch. */
  readonly input: Reference<I>;
  /** The context object of Step Functions: the execution and the state. */
  readonly context: Reference<ExecutionContext>;
  /** The error that was caught. Readable in a catcher only. */
  readonly error: Reference<{ Error: string; Cause: string }, 'error'>;
  /** Ends the execution or flow after a state: `next: end(output)`. */
  readonly end: unknown extends O
    ? (output?: JsonTemplate<'result'>) => End<O>
    : (output: Templated<O, 'result'>) => End<O>;
  /**
   * A state machine, built and checked at once.
   * @throws {WorkflowError} with every problem found.
   */
  machine<const S extends string, const T extends S = never, const A extends S = S>(
    definition: MachineDefinition<S, T, A, V, O>,
  ): Machine<I, O>;
  /** A sub-workflow for `mapOver`, `distributedMap` and `parallel`. Checked with the machine it is part of. */
  flow<const S extends string, const T extends S = never, const A extends S = S>(
    definition: Definition<S, T, A, V, O>,
  ): Flow<I, O>;
  /** A part of a machine, with named exits, to place as often as wanted. */
  fragment<
    const S extends string,
    const X extends string,
    const T extends S | `exit:${X}` = never,
    const A extends S = S,
  >(
    definition: FragmentDefinition<S, T, A, X, V>,
  ): Fragment<S, X, V>;
}

/** Declares the data of a workflow and gives what writes it: `workflow<{ input: …; variables: …; output: … }>()`. */
export function workflow<W extends WorkflowTypes = object>(): Workflow<
  Json<Part<W, 'input', unknown>>,
  Part<W, 'variables', object>,
  Part<W, 'output', unknown>
> {
  const owner = {};
  const root = (name: Root) => referenceTo({ kind: 'reference', root: name, path: [] });
  const kit = {
    vars: variablesOf(owner),
    execution: { input: root('execution') },
    input: root('input'),
    context: root('context'),
    error: root('error'),
    end: (output?: unknown): End => ({ end: true, ...(output === undefined ? {} : { output }) }),
    machine(definition: UntypedMachine) {
      return buildMachine(definition, sourcePosition(kit.machine));
    },
    flow: (definition: FlowDefinition) => ({ definition }),
    fragment: (definition: UntypedFragment) => makeFragment(definition, owner),
  };
  // Types that follow names from state to state exist for the compiler only; here they are erased.
  return kit as object as ReturnType<typeof workflow<W>>;
}

/** Variables by name: every name gives a reference, the types say which names there are. */
function variablesOf(owner: object): object {
  return new Proxy(
    {},
    {
      get: (_target, name) =>
        typeof name === 'string'
          ? referenceTo({ kind: 'reference', root: 'variable', name, path: [], owner })
          : undefined,
    },
  );
}
