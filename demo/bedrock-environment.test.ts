import { expect, test } from '@jest/globals';
import { useLocalBedrock } from './bedrock-environment.js';

test('requests go to the local Bedrock with nobody’s credentials, and the environment comes back', () => {
  const before = { AWS_PROFILE: 'mine', AWS_SECRET_ACCESS_KEY: 'secret', HOME: '/home' };
  const environment: NodeJS.ProcessEnv = { ...before };
  const restore = useLocalBedrock('http://127.0.0.1:1234', environment);
  expect(environment['AWS_ENDPOINT_URL_BEDROCK_RUNTIME']).toBe('http://127.0.0.1:1234');
  expect(environment['AWS_SECRET_ACCESS_KEY']).toBe('local');
  expect(environment['AWS_PROFILE']).toBeUndefined();
  restore();
  expect(environment).toEqual(before);
});
