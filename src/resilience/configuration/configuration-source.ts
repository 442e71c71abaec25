import { type Clock, realTime } from '../clock.js';
import { errorName, silent, type Telemetry } from '../telemetry.js';
import type { ApplicationConfiguration } from './application-configuration-schema.js';
import { ApplicationConfigurationError, parseApplicationConfiguration } from './application-configuration.js';
import type { ConfigurationDocument, FetchedDocument } from './configuration-document.js';

/** The configuration in force, read at each use: a change takes effect without a deployment. */
export interface ConfigurationSource {
  /**
   * @throws ApplicationConfigurationError or the transport's error, only as long as no valid version was ever seen:
   * without one the approved regions are unknown
   */
  current(): Promise<ApplicationConfiguration>;
}

export interface ConfigurationSourceOptions {
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** @default none */
  readonly telemetry?: Telemetry;
}

/**
 * Keeps a document's last valid version in force. A document that cannot be fetched (metric `ConfigurationUnavailable`)
 * or that is invalid (metric `ConfigurationRefused`) is warned about and changes nothing.
 */
export function createConfigurationSource(
  document: ConfigurationDocument,
  { clock = realTime, telemetry = silent }: ConfigurationSourceOptions = {},
): ConfigurationSource {
  let inForce: ApplicationConfiguration | undefined;
  let refused: unknown = new Error(`${document.url}: there is no configuration. Deploy a version of it.`);
  let lookedAt = -Infinity;
  let looking: Promise<ApplicationConfiguration> | undefined;

  const look = async (): Promise<ApplicationConfiguration> => {
    const fetched = await document.fetch();
    if (fetched) {
      try {
        inForce = parsed(fetched, document.url);
      } catch (error) {
        refused = error;
        throw error;
      }
    }
    if (!inForce) throw refused;
    return inForce;
  };

  const keepLast = (error: unknown): ApplicationConfiguration => {
    if (!inForce) throw error;
    const invalid = error instanceof ApplicationConfigurationError;
    telemetry.metrics({}, [{ name: invalid ? 'ConfigurationRefused' : 'ConfigurationUnavailable', value: 1 }]);
    telemetry.logger.warn('The configuration stays as it was', {
      configuration: document.url,
      error: errorName(error),
      ...(invalid && { reason: error.message }),
    });
    return inForce;
  };

  /** Concurrent reads share one request, and its failure is reported once. */
  const lookOnce = (): Promise<ApplicationConfiguration> =>
    (looking ??= look()
      .catch(keepLast)
      .finally(() => {
        looking = undefined;
        lookedAt = clock.now();
      }));

  return {
    async current() {
      if (!inForce) return lookOnce();
      if (clock.now() - lookedAt < document.lookEveryMs) return inForce;
      const looked = lookOnce();
      return document.readsWait ? looked : inForce;
    },
  };
}

function parsed({ text, version }: FetchedDocument, url: string): ApplicationConfiguration {
  const source = `${url} (version ${version})`;
  return parseApplicationConfiguration(parsedJson(text, source), source);
}

function parsedJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApplicationConfigurationError(source, [
      { path: 'configuration', value: `${text.slice(0, 40)}…`, expected: 'must be a JSON object' },
    ]);
  }
}
