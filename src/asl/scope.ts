/**
 * Where an expression may be evaluated. Step Functions fills `$states.result` only after the work of a state,
 * `$states.errorOutput` only in a Catch, `$states.context.Map.Item` only in an item selector; an expression that reads
 * one of them carries that in its type, so that it cannot be written anywhere else. An expression of several parts has
 * the scopes of all of them (`'any' | 'result'`); `any` is welcome everywhere.
 */
export type Scope = 'any' | 'result' | 'error' | 'item';
