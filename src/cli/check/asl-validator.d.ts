/** The package has no types of its own. It writes into the definition it is given: give it a clone. */
declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }
  export default function validate(definition: object): Verdict;
}
