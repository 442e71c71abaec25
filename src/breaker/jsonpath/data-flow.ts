import type { Asl, AslState, Machine } from '../../asl/index.js';

/**
 * Fields by the name of their state that only JSONPath has: `ResultSelector` with filters, and `ResultPath`, which puts a
 * result beside the input. The builder says calls and transitions in words that both query languages share.
 */
export type DataFlow = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The machine with these fields in its states, at any depth. A caught error goes to `$.error`, beside the input.
 * `QueryLanguage` is left out: JSONPath is the default, and interpreters from before 2024 refuse the field.
 */
export function withDataFlow<I, O>(machine: Machine<I, O>, flow: DataFlow): Machine<I, O> {
  const dressed = ({ QueryLanguage: _language, ...asl }: Asl): Asl => ({ ...asl, States: dress(asl.States, flow) });
  return {
    warnings: machine.warnings,
    toAsl: () => dressed(machine.toAsl()),
    toDefinition: () => {
      const { definition, substitutions } = machine.toDefinition();
      return { definition: dressed(definition), substitutions };
    },
  };
}

function dress(states: Asl['States'], flow: DataFlow): Asl['States'] {
  return Object.fromEntries(Object.entries(states).map(([name, state]) => [name, dressState(state, flow[name], flow)]));
}

function dressState({ Next, End, ...state }: AslState, fields: DataFlow[string] = {}, flow: DataFlow): AslState {
  const processor = state['ItemProcessor'] as Asl | undefined;
  const catchers = state['Catch'] as object[] | undefined;
  return {
    ...state,
    ...(processor && { ItemProcessor: { ...processor, States: dress(processor.States, flow) } }),
    ...fields,
    ...(catchers && { Catch: catchers.map((catcher) => ({ ...catcher, ResultPath: '$.error' })) }),
    ...(Next !== undefined && { Next }),
    ...(End !== undefined && { End }),
  };
}
