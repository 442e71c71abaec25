import { describe, expect, test } from '@jest/globals';
import { explainAwsError, type AwsCall } from './explain-aws-error.js';

const explained = (name: string, message: string, call: Partial<AwsCall>): string =>
  explainAwsError(Object.assign(new Error(message), { name }), {
    service: 'states',
    operation: 'DescribeExecution',
    region: 'us-east-1',
    ...call,
  }).message;

describe('a missing resource is named by what it is', () => {
  test('a model, with the reason that Bedrock gives', () => {
    const call = { service: 'bedrock', operation: 'InvokeModel', arn: 'anthropic.gone' };
    expect(explained('ResourceNotFoundException', 'This model version has reached the end of its life.', call)).toBe(
      'There is no model anthropic.gone at AWS in us-east-1. Look at the region, the account ' +
        '(aws sts get-caller-identity) and the name. AWS says: This model version has reached the end of its life.',
    );
  });

  test('a table', () => {
    const call = { service: 'dynamodb', operation: 'Scan', arn: 'circuits' };
    const text = explained('ResourceNotFoundException', 'Requested resource not found', call);
    expect(text).toContain('There is no table circuits');
    expect(text).not.toContain('90 days');
  });

  test('an execution, which AWS may have deleted', () => {
    expect(explained('ExecutionDoesNotExist', 'Execution Does Not Exist', { arn: 'arn:nightly' })).toContain('90 days');
  });
});
