import { taskFunction, type TaskFunction } from '../call.js';

/**
 * Step Functions spells every parameter in PascalCase, whatever the SDK says; bytes and dates travel as text. What the SDK itself
 * adds to a result does not get there.
 */
type PascalCased<T> = T extends Uint8Array | Date
  ? string
  : T extends readonly (infer E)[]
    ? PascalCased<E>[]
    : T extends object
      ? { [K in keyof T as PascalCase<K>]: PascalCased<T[K]> }
      : T;

type PascalCase<K> = K extends '$metadata' ? never : K extends string ? (string extends K ? K : Capitalize<K>) : K;

/** The SDK writes required parameters as `T | undefined`; here what may be undefined is optional, the rest is required. */
type Plain<T> = T extends readonly (infer E)[]
  ? Plain<Exclude<E, undefined>>[]
  : T extends object
    ? { [K in keyof T]: Plain<Exclude<T[K], undefined>> }
    : T;

/** The callback overload of an aggregated client's method is its last one: the one inference sees. */
type ActionOf<M> = M extends (
  input: infer I,
  options: never,
  callback: (error: unknown, data?: infer O) => void,
) => void
  ? TaskFunction<Plain<PascalCased<I>>, Plain<PascalCased<O>>>
  : never;

/** Every action of an SDK client, as a Task. */
export type SdkActions<C> = { readonly [M in keyof C]: ActionOf<C[M]> };

/**
 * Calls any AWS service, its arguments and result typed by the client of the AWS SDK v3 for JavaScript that the user
 * has anyway: `awsSdk<DynamoDB>('dynamodb').getItem({...})` is `arn:aws:states:::aws-sdk:dynamodb:getItem`. `service` is
 * the name Step Functions gives the service (`sfn`, `s3`, `bedrockruntime`).
 */
export function awsSdk<C>(service: string): SdkActions<C> {
  const actions = new Map<string, TaskFunction<never, unknown>>();
  const action = (name: string) => {
    const known = actions.get(name);
    if (known) return known;
    const made = taskFunction<never, unknown>({
      name: `${service}:${name}`,
      resource: `arn:aws:states:::aws-sdk:${service}:${name}`,
    });
    actions.set(name, made);
    return made;
  };
  const client = new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? action(name) : undefined) });
  return client as SdkActions<C>;
}
