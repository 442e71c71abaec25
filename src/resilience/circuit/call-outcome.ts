import { classifyError, type CallOutcome, type ErrorClasses } from '../../circuit/index.js';
import { bedrockFailure } from '../bedrock-error.js';

/**
 * What a failed call means for its circuit, by the same classification as in the state machines: whether the error
 * counts, opens at once, or says nothing about the model.
 */
export function callOutcome(error: unknown, classes?: ErrorClasses): CallOutcome {
  const { name, originalStatus } = bedrockFailure(error);
  const message = error instanceof Error ? error.message : '';
  // Step Functions finds the model's own status in the text of the error, the SDK gives it as a field.
  const text = originalStatus === undefined ? message : `${message} originalStatusCode: ${originalStatus}`;
  const errorClass = classifyError(name, text, classes);
  return errorClass === 'counted' || errorClass === 'exhausted' ? errorClass : 'uncounted';
}
