import { nearest } from '../../runtime/nearest.js';
import { TaskError, type LambdaHandler } from '../../engine/index.js';

/**
 * Stands for the functions that nobody serves: their tasks fail, saying what is served and which option serves another one.
 *
 * @param served the names of the functions that are served
 * @returns a fallback of the engine, to be asked last
 */
export const unknownFunction =
  (served: readonly string[]) =>
  (nameOrArn: string): LambdaHandler =>
  () => {
    const name = nameOf(nameOrArn);
    const meant = nearest(name, served);
    const known = served.length === 0 ? 'none is served' : `served: ${served.join(', ')}`;
    const question = meant === undefined ? '' : `; did you mean '${meant}'?`;
    throw new TaskError(
      'States.Runtime',
      `No function '${name}' here; ${known}${question} (--lambda ${name}=FILE, or --lambda-endpoint URL)`,
    );
  };

/** Of `name`, `name:alias`, and the same in an ARN, the name. */
const nameOf = (nameOrArn: string): string => /(?:^|:function:)([^:]+)(?::[^:]+)?$/.exec(nameOrArn)?.[1] ?? nameOrArn;
