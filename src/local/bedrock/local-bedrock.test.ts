import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault, FaultKind } from './fault.js';
import { startLocalBedrock } from './local-bedrock.js';
import { BODY_LIMIT } from './request-body.js';
import { type VirtualBedrock, virtualBedrock } from './virtual-bedrock.fixture.js';

const MODEL = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-4';
const PROMPT = 'Is the library open on Sundays?';
const input = { modelId: MODEL, messages: [{ role: 'user' as const, content: [{ text: PROMPT }] }] };
const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/bedrock/aws4_request, Signature=0',
};

let bedrock: VirtualBedrock;
afterEach(() => bedrock.close());

const start = async (...errors: (FaultKind | Omit<Fault, 'from' | 'to'>)[]) => {
  const faults = errors.map((fault) => ({
    from: 0,
    to: Infinity,
    ...(typeof fault === 'string' ? { error: fault } : fault),
  }));
  bedrock = await virtualBedrock({ faults });
};

/** The SDK's client without any retry, so that each call is one request. */
const client = (region = 'us-east-1') =>
  new BedrockRuntimeClient({ region, maxAttempts: 1, requestHandler: new NodeHttpHandler() });

const converse = (region?: string) => bedrock.asHandler(() => client(region).send(new ConverseCommand(input)));

const request = (path: string, init: RequestInit = {}) =>
  bedrock.asHandler(() => fetch(bedrock.url + path, { method: 'POST', headers: SIGNED, ...init }));

describe('answers', () => {
  test('Converse, as the AWS SDK reads it', async () => {
    await start();
    const answer = await converse();
    expect(answer.output?.message?.content?.[0]?.text).toBe(`${MODEL} was asked: ${PROMPT}`);
    expect(answer).toMatchObject({ stopReason: 'end_turn', usage: { inputTokens: 8 } });
    expect(answer.metrics?.latencyMs).toBe(Math.round(bedrock.elapsed()));
    expect(bedrock.elapsed()).toBeGreaterThan(300);
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('what the models say can be chosen, by question and chance; the same attempt gets the same answer', async () => {
    bedrock = await virtualBedrock({
      answer: ({ prompt, region, modelId }, draw) =>
        JSON.stringify([prompt === PROMPT, region, modelId === MODEL, draw('dice')]),
    });
    const said = async (region: string): Promise<unknown[]> =>
      JSON.parse((await converse(region)).output?.message?.content?.[0]?.text ?? '');
    const [first, again, elsewhere] = [await said('us-east-1'), await said('us-east-1'), await said('us-west-2')];
    expect(first).toEqual([true, 'us-east-1', true, expect.any(Number)]);
    expect(again).toEqual(first);
    expect(elsewhere[3]).not.toBe(first[3]);
  });

  test('an error in the scripted answers is reported to the client', async () => {
    bedrock = await virtualBedrock({
      answer: () => {
        throw new TypeError('prompt is no JSON');
      },
    });
    await expect(converse()).rejects.toThrow('The option "answer" failed: TypeError: prompt is no JSON');
  });

  test('ConverseStream: the same answer in events', async () => {
    await start();
    const [answer, { stream }] = [
      await converse(),
      await bedrock.asHandler(() => client().send(new ConverseStreamCommand(input))),
    ];
    const events = [];
    for await (const event of stream ?? []) events.push(event);
    expect(events.map((event) => Object.keys(event))).toEqual([
      ['messageStart'],
      ['contentBlockDelta'],
      ['contentBlockStop'],
      ['messageStop'],
      ['metadata'],
    ]);
    expect(events[1]?.contentBlockDelta?.delta).toEqual(answer.output?.message?.content?.[0]);
    expect(events[4]?.metadata).toEqual({ usage: answer.usage, metrics: answer.metrics });
  });

  test('a region may be slower than the others', async () => {
    bedrock = await virtualBedrock({
      latency: { medianMs: 100, sigma: 0 },
      latencyByRegion: { 'us-west-2': { medianMs: 900, sigma: 0 } },
    });
    await converse('us-east-1');
    expect(bedrock.elapsed()).toBe(100);
    await converse('us-west-2');
    expect(bedrock.elapsed()).toBe(1_000);
  });

  test('InvokeModel with Anthropic messages', async () => {
    await start();
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 99,
      messages: [{ role: 'user', content: PROMPT }],
    };
    const answer = await bedrock.asHandler(() =>
      client().send(
        new InvokeModelCommand({ modelId: MODEL, contentType: 'application/json', body: JSON.stringify(body) }),
      ),
    );
    expect(JSON.parse(answer.body.transformToString())).toMatchObject({
      type: 'message',
      role: 'assistant',
      stop_reason: 'end_turn',
    });
  });

  test('the same request gets the same answer after the same time, another region another one', async () => {
    await start();
    const first = await converse();
    const took = bedrock.elapsed();
    expect((await converse()).output).toEqual(first.output);
    expect(bedrock.elapsed()).toBe(2 * took);
    const other = await converse('us-west-2');
    expect(other.metrics).not.toEqual(first.metrics);
  });

  test('every request is recorded', async () => {
    await start();
    await converse('ap-northeast-1');
    expect(bedrock.calls).toEqual([
      {
        at: Date.UTC(2026, 0, 1),
        region: 'ap-northeast-1',
        modelId: MODEL,
        attempt: 1,
        status: 200,
        invocationId: expect.any(String),
      },
    ]);
  });
});

describe('faults', () => {
  test.each([
    ['throttled', 'ThrottlingException', 429, 50, 80],
    ['unavailable', 'ServiceUnavailableException', 503, 80, 120],
    ['internal', 'InternalServerException', 500, 80, 120],
    ['timeout', 'ModelTimeoutException', 408, 15_000, 15_000],
    ['validation', 'ValidationException', 400, 50, 80],
  ] as const)('%s is a %s', async (fault, name, status, soonest, latest) => {
    await start(fault);
    await expect(converse()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(bedrock.elapsed()).toBeGreaterThanOrEqual(soonest);
    expect(bedrock.elapsed()).toBeLessThanOrEqual(latest);
    expect(bedrock.calls).toMatchObject([{ status, error: name }]);
  });

  test('dropped breaks the connection', async () => {
    await start('dropped');
    await expect(converse()).rejects.toThrow('socket hang up');
    expect(bedrock.calls).toMatchObject([{ status: 0, error: 'Dropped' }]);
  });

  test('slow answers after a minute', async () => {
    await start('slow');
    await converse();
    expect(bedrock.elapsed()).toBe(60_000);
  });

  test('invalid answers with a text that is no answer', async () => {
    await start('invalid');
    const answer = await converse();
    expect(answer.output?.message?.content?.[0]?.text).toMatch(/^I am sorry|^\{"answer"/);
  });

  test('partial throttles one call in ten', async () => {
    await start('partial');
    const sdk = client();
    for (let call = 0; call < 200; call += 1) {
      const messages = [{ role: 'user' as const, content: [{ text: `Call ${call}` }] }];
      await bedrock.asHandler(() => sdk.send(new ConverseCommand({ modelId: MODEL, messages })).catch(() => undefined));
    }
    const throttled = bedrock.calls.filter((call) => call.status === 429).length;
    expect(throttled).toBeGreaterThan(8);
    expect(throttled).toBeLessThan(35);
  });

  test('one region fails, another answers', async () => {
    await start({ error: 'unavailable', region: 'us-east-1', model: 'sonnet' });
    await expect(converse()).rejects.toThrow('unable to process');
    await expect(converse('us-west-2')).resolves.toMatchObject({ stopReason: 'end_turn' });
  });

  test('a client that hangs up is forgotten, and its remaining time is not waited for', async () => {
    await start('slow');
    const { signal } = bedrock.clock.timeout(5_000);
    await expect(
      bedrock.asHandler(() => client().send(new ConverseCommand(input), { abortSignal: signal })),
    ).rejects.toThrow('aborted');
    expect(bedrock.elapsed()).toBe(5_000);
    // The next call has to wait until the server has noticed, so the record is complete after it.
    await bedrock.asHandler(() => bedrock.clock.sleep(1));
    expect(bedrock.calls).toMatchObject([{ status: 0, error: 'ClientGone' }]);
  });
});

describe('requests that AWS refuses', () => {
  const path = `/model/${encodeURIComponent(MODEL)}/converse`;

  test.each([
    ['another path', '/model/x/invoke-with-response-stream', {}, 404, 'UnknownOperationException'],
    ['another method', path, { method: 'GET' }, 405, 'UnknownOperationException'],
    ['no signature', path, { headers: {} }, 403, 'MissingAuthenticationTokenException'],
    ['an unusable body', path, { body: '{"messages": []}' }, 400, 'ValidationException'],
    ['a body over 10 MB', path, { body: 'x'.repeat(BODY_LIMIT + 1) }, 413, 'RequestEntityTooLargeException'],
  ])('%s', async (_, url, init, status, type) => {
    await start();
    const response = await request(url, init);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(type);
    expect(await response.json()).toEqual({ message: expect.stringMatching(/\S/) });
  });
});

describe('the address', () => {
  test('a port in use is one sentence', async () => {
    await start();
    const port = Number(new URL(bedrock.url).port);
    await expect(startLocalBedrock({ clock: bedrock.clock, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use: choose another one, or 0 for any that is free.`,
    );
  });

  test('a closed server refuses connections', async () => {
    await start();
    await bedrock.close();
    await expect(fetch(bedrock.url)).rejects.toThrow('fetch failed');
  });
});
