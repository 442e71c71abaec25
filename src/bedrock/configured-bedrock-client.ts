import { type BedrockClient, type BedrockClientOptions, createBedrockClient } from './bedrock-client.js';
import type { ApplicationConfiguration, ConfigurationSource } from '../resilience/configuration/index.js';

/**
 * A Bedrock client whose settings come from the configuration, and change with it: the first call after a new version
 * is made by a client of its own, with full retry budgets. Calls under way end by the rules they began with.
 *
 * @param settingsOf the client's settings under these rules
 * @throws at `converse`: also what the configuration throws when it cannot be read
 */
export function configuredBedrockClient(
  configuration: ConfigurationSource,
  settingsOf: (rules: ApplicationConfiguration) => BedrockClientOptions,
): BedrockClient {
  let made: { readonly rules: ApplicationConfiguration; readonly client: BedrockClient } | undefined;
  return {
    async converse(call) {
      const rules = await configuration.current();
      // Closing the one before would break its calls; its idle connections are closed by the other side.
      if (made?.rules !== rules) made = { rules, client: createBedrockClient(settingsOf(rules)) };
      return made.client.converse(call);
    },
    destroy: () => made?.client.destroy(),
  };
}

/** The retries that a configuration asks for. */
export const configuredRetries = ({
  retry,
}: ApplicationConfiguration): Pick<BedrockClientOptions, 'retryDelaysMs' | 'retryBudget'> => ({
  retryDelaysMs: retry.delaysMs,
  retryBudget: retry.budget,
});
