import type { ServiceAnswer, StandInService } from './aws-stand-in.fixture.js';

/** Values as AWS's Query protocol writes them: lists of members, everything else nested or text. */
export type QueryValue = string | number | boolean | readonly QueryValue[] | { readonly [field: string]: QueryValue };

/** An error of the service; its name and message go to the caller. */
export class QueryError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A service with the Query protocol (form in, XML out), by its actions.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export const queryService =
  (actions: Readonly<Record<string, (form: URLSearchParams) => QueryValue>>): StandInService =>
  ({ body }) => {
    const form = new URLSearchParams(body.toString());
    const name = form.get('Action') ?? '';
    const action = actions[name];
    return action && answerOf(name, () => action(form));
  };

function answerOf(name: string, act: () => QueryValue): ServiceAnswer {
  const headers = { 'content-type': 'text/xml' };
  try {
    return { headers, body: xml({ [`${name}Response`]: { [`${name}Result`]: act() } }) };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { code, message } = error;
    return {
      status: 400,
      headers,
      body: xml({ ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message } } }),
    };
  }
}

function xml(value: QueryValue): string {
  if (typeof value !== 'object') return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  if (isList(value)) return value.map((member) => `<member>${xml(member)}</member>`).join('');
  return Object.entries(value)
    .map(([field, each]) => `<${field}>${xml(each)}</${field}>`)
    .join('');
}

/** `Array.isArray` does not narrow readonly lists. */
const isList = (value: QueryValue): value is readonly QueryValue[] => Array.isArray(value);
