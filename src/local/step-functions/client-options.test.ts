import { expect, test } from '@jest/globals';
import { SFNClient } from '@aws-sdk/client-sfn';
import { localClientOptions } from './client-options.js';

test('a client of the AWS SDK takes them', async () => {
  const client = new SFNClient(localClientOptions('http://127.0.0.1:8083', 'eu-west-1'));
  expect(await client.config.region()).toBe('eu-west-1');
  expect(client.config.disableHostPrefix).toBe(true);
  client.destroy();
});
