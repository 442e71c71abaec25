/** What JSON does to a value on its way between a Lambda function and a state: dates become text, functions vanish. */
export type Json<T> = T extends Date
  ? string
  : T extends (...parameters: never[]) => unknown
    ? never
    : T extends readonly (infer E)[]
      ? Json<E>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;
