/**
 * What a path, an intrinsic or a payload template may look at while a state runs.
 *
 * Values are plain JSON and are never changed by a reader, so one document may be shared by many scopes.
 */
export interface PathScope {
  /** The document behind `$`: the state's input, or its result for ResultSelector. */
  readonly input: unknown;
  /** The context object behind `$$`. */
  readonly context: unknown;
  /** The value of a workflow variable (`$name`); `undefined` when nothing was assigned to it. */
  variable(name: string): unknown;
  /** A number in [0, 1), the only source of chance: it feeds `States.MathRandom` and `States.UUID`. */
  random(): number;
}
