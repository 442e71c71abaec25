import { expect, test } from '@jest/globals';
import { httpExchange } from './http-exchange.js';

test('a request with its query, headers and body, and the response', () => {
  const args = {
    Method: 'POST',
    ApiEndpoint: 'https://api.example/orders?v=1',
    Headers: { Accept: 'text/plain', Via: ['a', 'b'] },
    QueryParameters: { q: 'a b', tag: ['x', 'y'] },
    RequestBody: { n: 1 },
  };
  const result = {
    StatusCode: 201,
    StatusText: 'Created',
    Headers: { 'content-type': ['application/json'] },
    ResponseBody: { id: 7 },
  };
  expect(httpExchange(args, result)).toEqual({
    request: {
      protocol: 'https',
      method: 'POST',
      url: 'https://api.example/orders?v=1&q=a+b&tag=x&tag=y',
      headers: '[Accept: text/plain, Via: a, Via: b]',
      body: '{"n":1}',
    },
    response: {
      protocol: 'https',
      statusCode: '201',
      statusMessage: 'Created',
      headers: '[content-type: application/json]',
      body: '{"id":7}',
    },
  });
});

test('a form, and no response', () => {
  const args = {
    Method: 'POST',
    ApiEndpoint: 'http://127.0.0.1:9/form',
    RequestBody: { message: 'Hello & bye', n: 1 },
    Transform: { RequestBodyEncoding: 'URL_ENCODED' },
  };
  expect(httpExchange(args, undefined)).toEqual({
    request: {
      protocol: 'http',
      method: 'POST',
      url: 'http://127.0.0.1:9/form',
      headers: '[]',
      body: 'message=Hello+%26+bye&n=1',
    },
  });
});
