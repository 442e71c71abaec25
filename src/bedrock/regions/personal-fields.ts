import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';

/** Values that are personal, by the name that may stand for them: `{ name: 'Hanako', email: 'h@example.org' }`. */
export type PersonalFields = Readonly<Record<string, string>>;

/** What a model is asked, without the model. */
export type ModelInput = Omit<ConverseCommandInput, 'modelId'>;

/** Prepares an input for a region other than the user's home; what it returns is what is sent. */
export type LeaveHomeRegion = (
  input: ModelInput,
  call: { readonly personalFields: PersonalFields; readonly from: string; readonly to: string },
) => ModelInput;

/**
 * The default of {@link LeaveHomeRegion}: wherever a message, the system prompt, a prompt variable or the metadata
 * holds a personal value, the name of its field takes its place in brackets, `[name]`. Only values that the caller marked are
 * found: mark them all.
 */
export const replacePersonalFields: LeaveHomeRegion = (input, { personalFields }) => {
  // The longest first: a name may be part of an address.
  const fields = Object.entries(personalFields)
    .filter(([, value]) => value !== '')
    .sort(([, a], [, b]) => b.length - a.length);
  const replaced = (text: string): string =>
    fields.reduce((left, [field, value]) => left.replaceAll(value, `[${field}]`), text);
  if (fields.length === 0) return input;
  return {
    ...input,
    messages: input.messages?.map((message) => ({ ...message, content: mapTexts(message.content, replaced) })),
    system: mapTexts(input.system, replaced),
    requestMetadata: mapTexts(input.requestMetadata, replaced),
    promptVariables: mapTexts(input.promptVariables, replaced),
  };
};

/** The same structure with every text in it changed; bytes of documents and images stay as they are. */
function mapTexts<Value>(value: Value, change: (text: string) => string): Value;
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
