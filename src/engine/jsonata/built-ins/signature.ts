import jsonata from 'jsonata';
import type { AstNode, Signature } from '../ast.js';

/**
 * The validator of jsonata 2.0.6 for a function signature such as `<s-nn?:s>`. The package gives it out only as part
 * of a parsed lambda, so one is parsed around it.
 *
 * @param parameters how many parameters the lambda is given; the validator itself does not depend on it
 */
export function parseSignature(signature: string, parameters: number): Signature {
  const names = Array.from({ length: parameters }, (_, index) => `$p${index}`);
  // The package declares no lambdas.
  const tree: unknown = jsonata(`function(${names.join(',')})${signature}{0}`).ast();
  const lambda = tree as AstNode;
  if (lambda.type !== 'lambda' || lambda.signature === undefined) throw new Error(`${signature} is no signature`);
  return lambda.signature;
}
