/** The parts of a `DefinitionString`: JSON text, and what CloudFormation puts for each `${name}` in it. */
export interface DefinitionText {
  readonly text: string;
  readonly substitutions: Readonly<Record<string, unknown>>;
}

/**
 * Takes a machine's `DefinitionString` apart.
 *
 * @throws TypeError when it is anything but text or `Fn::Sub` with its variables
 */
export function definitionText(definitionString: unknown): DefinitionText {
  if (typeof definitionString === 'string') return { text: definitionString, substitutions: {} };
  const sub: unknown = Reflect.get(Object(definitionString), 'Fn::Sub');
  if (Array.isArray(sub) && typeof sub[0] === 'string') return { text: sub[0], substitutions: sub[1] };
  throw new TypeError(`A DefinitionString is text or Fn::Sub with variables, got ${JSON.stringify(definitionString)}`);
}

/**
 * The definition with the intrinsics put back where CloudFormation will fill them in.
 *
 * @throws Error for a `${…}` that CloudFormation would refuse, such as one in a JSONata expression
 */
export function withIntrinsics(definitionString: unknown): unknown {
  const { text, substitutions } = definitionText(definitionString);
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'string' || !value.includes('${')) return value;
    const name = /^\$\{(\w+)\}$/.exec(value)?.[1];
    if (name === undefined || !(name in substitutions))
      throw new Error(`CloudFormation would read a variable in ${value}`);
    return substitutions[name];
  });
}
