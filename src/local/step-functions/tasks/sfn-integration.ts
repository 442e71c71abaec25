import { TaskError } from '../../../engine/index.js';
import type { StepFunctions } from '../step-functions.js';
import { ApiError } from '../wire/api-error.js';
import type { Operation } from '../wire/operation.js';

/** Members that are JSON text in the API; a task may give them as JSON. */
const JSON_TEXTS = ['input', 'output', 'definition'];

/**
 * Lets machines call Step Functions itself (`arn:aws:states:::aws-sdk:sfn:…`) without a network: every operation, with the names
 * of members and errors that the AWS SDK integration has.
 */
export function serveSfnIntegration(service: StepFunctions, operations: ReadonlyMap<string, Operation>): void {
  for (const [name, operation] of operations) {
    service.engine.integration(`aws-sdk:sfn:${lowerFirst(name)}`, async (args: unknown, { signal }) => {
      try {
        return renamed(await operation(request(args), service, { signal }), upperFirst);
      } catch (error) {
        throw error instanceof ApiError ? sdkError(error) : error;
      }
    });
  }
}

function request(args: unknown): unknown {
  const body = renamed(args, lowerFirst);
  if (typeof body !== 'object' || body === null) return body;
  const texts = Object.entries(body).map(([name, value]) => [
    name,
    JSON_TEXTS.includes(name) && typeof value !== 'string' ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries(texts);
}

/** As the AWS SDK for Java words it, which is what Step Functions shows. */
function sdkError({ name, message, status }: ApiError): TaskError {
  const error = `Sfn.${name.replace(/Exception$/, '')}Exception`;
  return new TaskError(
    error,
    `${message} (Service: Sfn, Status Code: ${status}, Request ID: local) (SDK Attempt Count: 1)`,
  );
}

/** The same value with its members renamed. Values of texts such as definitions are not looked into; times become ISO text. */
function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [
      rename(name),
      isTime(name, member) ? new Date(member * 1000).toISOString() : renamed(member, rename),
    ]);
  return Object.fromEntries(members);
}

function isTime(name: string, value: unknown): value is number {
  return typeof value === 'number' && (name.endsWith('Date') || name === 'timestamp');
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
