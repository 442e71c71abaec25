import type { StandInService } from './aws-stand-in.fixture.js';
import type { DeployedStack } from './deployed-stack.fixture.js';

/**
 * Emulates AWS Lambda's GetFunction, by which osls finds out whether anything is deployed.
 *
 * @param stack the stack that has the functions, once there is one
 */
export const functionCode =
  (stack: () => DeployedStack | undefined): StandInService =>
  ({ method, path }) => {
    const [, name] = /^\/2015-03-31\/functions\/([^/]+)$/.exec(path) ?? [];
    if (method !== 'GET' || name === undefined) return undefined;
    const isThere =
      stack()
        ?.ofType('AWS::Lambda::Function')
        .some((each) => each.name === name) ?? false;
    const headers = {
      'content-type': 'application/json',
      ...(!isThere && { 'x-amzn-errortype': 'ResourceNotFoundException' }),
    };
    const configuration = { FunctionName: name, LastModified: '2026-11-22T00:00:00.000+0000' };
    return {
      status: isThere ? 200 : 404,
      headers,
      body: JSON.stringify(isThere ? { Configuration: configuration } : { Message: `Function not found: ${name}` }),
    };
  };
