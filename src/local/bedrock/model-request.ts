/** The operations that are spoken here; each asks a model for one text. */
export type ModelOperation = 'converse' | 'converseStream' | 'invoke';

/** A request body as far as an answer depends on it. */
export interface ModelRequest {
  /** Text of the last user message. */
  readonly prompt: string;
}

/** A body that Bedrock would reject, with the sentence to reject it with. */
export class InvalidModelRequest extends Error {
  override readonly name = 'InvalidModelRequest';
}

/**
 * Reads the body of a Converse or ConverseStream request, or of an InvokeModel request in the Anthropic messages format.
 *
 * @throws InvalidModelRequest
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
 */
export function parseModelRequest(operation: ModelOperation, body: string): ModelRequest {
  const request = parseObject(body);
  if (operation === 'invoke') requireAnthropicFields(request);
  const { messages } = request;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new InvalidModelRequest(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    );
  }
  const texts = messages.map((message, index) => messageText(message, index));
  return { prompt: texts.at(-1) ?? '' };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Falls to the same answer as a JSON value that is no object.
  }
  throw new InvalidModelRequest('The request body is not a JSON object.');
}

function requireAnthropicFields(request: Record<string, unknown>): void {
  if (typeof request['anthropic_version'] !== 'string')
    throw new InvalidModelRequest('anthropic_version: Field required');
  if (!Number.isInteger(request['max_tokens'])) throw new InvalidModelRequest('max_tokens: Field required');
}

function messageText(message: unknown, index: number): string {
  if (!isObject(message)) throw new InvalidModelRequest(`messages.${index}: expected an object`);
  const { role, content } = message;
  if (role !== 'user' && role !== 'assistant') {
    throw new InvalidModelRequest(`messages.${index}.role: expected one of user, assistant`);
  }
  if (index === 0 && role !== 'user') throw new InvalidModelRequest('A conversation must start with a user message.');
  if (typeof content === 'string' && content !== '') return content;
  const texts = Array.isArray(content) ? content.flatMap(blockText) : [];
  if (texts.length === 0) throw new InvalidModelRequest(`messages.${index}.content: expected at least one text block`);
  return texts.join('\n');
}

const blockText = (block: unknown): string[] =>
  isObject(block) && typeof block['text'] === 'string' ? [block['text']] : [];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
