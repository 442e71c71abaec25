import { optionalPackage } from '../../runtime/optional-package.js';
import type { ConfigurationDocument } from './configuration-document.js';

/** Where AppConfig keeps a configuration: names or ids. */
export interface AppConfigProfile {
  readonly application: string;
  readonly environment: string;
  readonly profile: string;
}

/** AppConfig's own default for the least time between two polls. */
const POLL_EVERY_MS = 60_000;

/**
 * A configuration that AWS AppConfig deploys, polled once a minute beside the requests. A session that failed is given
 * up and started again: its token may be spent although the answer was lost.
 *
 * The caller needs `appconfig:StartConfigurationSession` and `appconfig:GetLatestConfiguration`.
 *
 * @see https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-retrieving-the-configuration.html
 */
export async function appConfigDocument({
  application,
  environment,
  profile,
}: AppConfigProfile): Promise<ConfigurationDocument> {
  const { AppConfigDataClient, GetLatestConfigurationCommand, StartConfigurationSessionCommand } =
    await optionalPackage(
      '@aws-sdk/client-appconfigdata',
      'A configuration in AppConfig',
      () => import('./appconfigdata-client.js'),
    );
  const client = new AppConfigDataClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  });
  let token: string | undefined;

  const startSession = async (): Promise<string | undefined> => {
    const started = await client.send(
      new StartConfigurationSessionCommand({
        ApplicationIdentifier: application,
        EnvironmentIdentifier: environment,
        ConfigurationProfileIdentifier: profile,
      }),
    );
    return started.InitialConfigurationToken;
  };

  return {
    url: `appconfig://${application}/${environment}/${profile}`,
    lookEveryMs: POLL_EVERY_MS,
    readsWait: false,
    async fetch() {
      const ConfigurationToken = token ?? (await startSession());
      token = undefined;
      const latest = await client.send(new GetLatestConfigurationCommand({ ConfigurationToken }));
      token = latest.NextPollConfigurationToken;
      const text = latest.Configuration?.transformToString() ?? '';
      return text === '' ? undefined : { text, version: latest.VersionLabel ?? 'without a label' };
    },
  };
}
