import { expect, test } from '@jest/globals';
import { endpointOf } from './endpoint-of.js';

test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
  ['DynamoDB', {}, undefined],
  ['DynamoDB', { DYNAMODB_ENDPOINT: 'http://a', AWS_ENDPOINT_URL_DYNAMODB: 'http://b' }, 'http://a'],
  ['Bedrock Runtime', { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://b', AWS_ENDPOINT_URL: 'http://c' }, 'http://b'],
  ['SFN', { AWS_ENDPOINT_URL: 'http://c' }, 'http://c'],
  ['SFN', { STEP_FUNCTIONS_ENDPOINT: '', AWS_ENDPOINT_URL: 'http://c' }, 'http://c'],
  ['SQS', { AWS_ENDPOINT_URL_SQS: 'http://b', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, undefined],
  ['EventBridge', { EVENTS_ENDPOINT: 'http://e' }, 'http://e'],
])('%s with %j', (serviceId, environment, expected) => {
  expect(endpointOf(serviceId, environment)).toBe(expected);
});
