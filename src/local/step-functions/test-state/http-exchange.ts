import { fieldsOf, isFields, type Fields } from '../definition/definition-scope.js';

/** The request and the response of an HTTP Task, in texts, as InspectionDataRequest and InspectionDataResponse have them. */
export interface HttpExchange {
  readonly request: Fields;
  readonly response?: Fields;
}

export function isHttpTask(state: Fields): boolean {
  return String(state['Resource']).endsWith(':states:::http:invoke');
}

/**
 * What an HTTP Task sends and gets. What an EventBridge connection would add to the request is not known here.
 *
 * @param args Parameters or Arguments, evaluated
 * @param result of the task; undefined when it failed
 */
export function httpExchange(args: unknown, result: unknown): HttpExchange {
  const {
    Method: method,
    ApiEndpoint: endpoint,
    Headers: headers,
    QueryParameters: query,
    RequestBody: body,
  } = fieldsOf(args);
  const url = withQuery(String(endpoint), fieldsOf(query));
  const encoding = fieldsOf(fieldsOf(args)['Transform'])['RequestBodyEncoding'];
  const request = {
    protocol: protocolOf(endpoint),
    method: String(method),
    url,
    headers: headerList(headers),
    ...(body === undefined ? {} : { body: encoding === 'URL_ENCODED' ? encoded(body) : textOf(body) }),
  };
  if (!isFields(result)) return { request };
  const { StatusCode: code, StatusText: message, Headers: answered, ResponseBody: answer } = result;
  const response = {
    protocol: request.protocol,
    ...(code === undefined ? {} : { statusCode: String(code) }),
    ...(message === undefined ? {} : { statusMessage: String(message) }),
    headers: headerList(answered),
    ...(answer === undefined ? {} : { body: textOf(answer) }),
  };
  return { request, response };
}

function protocolOf(endpoint: unknown): string {
  return /^(\w+):/.exec(String(endpoint))?.[1] ?? 'https';
}

function withQuery(endpoint: string, query: Fields): string {
  const text = encoded(query);
  return text === '' ? endpoint : `${endpoint}${endpoint.includes('?') ? '&' : '?'}${text}`;
}

/** `a=1&b=2&b=3` */
function encoded(fields: unknown): string {
  const pairs = Object.entries(fieldsOf(fields)).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each: unknown): [string, string] => [name, textOf(each)]),
  );
  return new URLSearchParams(pairs).toString();
}

/** `[accept: text/plain, via: a, via: b]` */
function headerList(headers: unknown): string {
  const lines = Object.entries(fieldsOf(headers)).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each: unknown) => `${name}: ${textOf(each)}`),
  );
  return `[${lines.join(', ')}]`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
