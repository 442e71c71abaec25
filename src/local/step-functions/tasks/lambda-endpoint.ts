import { TaskError, type LambdaHandler } from '../../../engine/index.js';
import { httpPost, type HttpAnswer } from '../wire/http-post.js';

/**
 * A handler that invokes functions at an endpoint that speaks AWS Lambda's API: SAM CLI (`sam local start-lambda`), an emulator,
 * or a test of your own.
 *
 * @param endpoint such as http://127.0.0.1:3001
 */
export function lambdaEndpoint(endpoint: URL): LambdaHandler {
  return async (payload: unknown, { invokedFunctionArn, signal }) => {
    const path = `/2015-03-31/functions/${encodeURIComponent(invokedFunctionArn)}/invocations`;
    let answer: HttpAnswer;
    try {
      answer = await httpPost({ url: new URL(path, endpoint), body: JSON.stringify(payload), signal });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const why = error instanceof Error ? error.message : String(error);
      throw new TaskError('Lambda.SdkClientException', `Unable to execute HTTP request to ${endpoint.href}: ${why}`);
    }
    return resultOf(answer);
  };
}

function resultOf({ status, headers, body }: HttpAnswer): unknown {
  if (status >= 400) throw serviceError(status, headers['x-amzn-errortype'], headers['x-amzn-requestid'], body);
  if (headers['x-amz-function-error'] !== undefined) {
    throw new TaskError(textOf(parse(body), 'errorType') ?? 'Lambda.Unknown', body);
  }
  return body === '' ? null : parse(body);
}

/** An error of Lambda itself, worded as the AWS SDK for Java words it, which is what Step Functions shows. */
function serviceError(
  status: number,
  type: string | string[] | undefined,
  requestId: string | string[] | undefined,
  body: string,
): TaskError {
  const name = String(type ?? 'ServiceException').split(':')[0];
  const answer = parse(body);
  const message = textOf(answer, 'Message') ?? textOf(answer, 'message') ?? body;
  const cause = `${message} (Service: Lambda, Status Code: ${status}, Request ID: ${String(requestId ?? '')})`;
  return new TaskError(`Lambda.${name}`, cause);
}

function textOf(value: unknown, member: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, member);
  return typeof found === 'string' ? found : undefined;
}

/** JSON, or the text itself when it is none. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
