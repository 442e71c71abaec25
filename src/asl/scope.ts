/**
 * Where an expression may be evaluated. Step Functions fills `$states.result` only after the work of a state,
 * `$states.errorOutput` only in a Catch, `$states.context.Map.Item` only in an item selector; an expression that reads
 * one of them carries that in its type, so that it cannot be written anywhere else.
 */
export type Scope = 'any' | 'result' | 'error' | 'item';

/** The scope of several operands together: `any` gives way to whatever is narrower. */
export type Narrowest<S extends Scope> = [Exclude<S, 'any'>] extends [never] ? 'any' : Exclude<S, 'any'>;
