import { boolean, list, structure, text, type Member, type RequestOf } from '../wire/members.js';
import { encryptionConfiguration } from '../wire/request-members.js';
import type { LoggingConfiguration, Revision } from './state-machine.js';

/** The configurations of a state machine, as CreateStateMachine and UpdateStateMachine take them. */
export const CONFIGURATION = {
  loggingConfiguration: structure({
    level: text({ values: ['ALL', 'ERROR', 'FATAL', 'OFF'] }),
    includeExecutionData: boolean(),
    destinations: list(structure({ cloudWatchLogsLogGroup: structure({ logGroupArn: text({ min: 1, max: 256 }) }) })),
  }),
  tracingConfiguration: structure({ enabled: boolean() }),
  encryptionConfiguration,
} satisfies Record<string, Member<unknown>>;

/** What CreateStateMachine can configure about a machine beside its definition and role. */
export type Configuration = Pick<Revision, 'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'>;

const DEFAULTS: Configuration = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/** What a request says, and for the rest what was there before. */
export function configurationOf(
  request: RequestOf<typeof CONFIGURATION>,
  before: Configuration = DEFAULTS,
): Configuration {
  const { loggingConfiguration: logging, tracingConfiguration: tracing, encryptionConfiguration: encryption } = request;
  return {
    loggingConfiguration: logging === undefined ? before.loggingConfiguration : loggingOf(logging),
    tracingConfiguration: tracing === undefined ? before.tracingConfiguration : { enabled: tracing.enabled ?? false },
    encryptionConfiguration: encryption ?? before.encryptionConfiguration,
  };
}

function loggingOf(given: NonNullable<RequestOf<typeof CONFIGURATION>['loggingConfiguration']>): LoggingConfiguration {
  const { level = 'OFF', includeExecutionData = false, destinations } = given;
  return { level, includeExecutionData, ...(destinations === undefined ? {} : { destinations }) };
}

/** Whether two revisions, or what is asked for them, have the same configuration. */
export function hasSameConfiguration(a: Configuration, b: Configuration): boolean {
  const members = ({ loggingConfiguration, tracingConfiguration, encryptionConfiguration }: Configuration): string =>
    JSON.stringify([loggingConfiguration, tracingConfiguration, encryptionConfiguration]);
  return members(a) === members(b);
}
