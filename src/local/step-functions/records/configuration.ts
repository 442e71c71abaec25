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

type Configuration = Pick<Revision, 'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'>;

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

/** Whether two revisions are the same but for their ids and times. */
export function isSameRevision(a: Revision, b: Revision): boolean {
  return (
    JSON.stringify([a.definition, a.roleArn, configurationOf({ ...NOTHING }, a)]) ===
    JSON.stringify([b.definition, b.roleArn, configurationOf({ ...NOTHING }, b)])
  );
}

const NOTHING = {
  loggingConfiguration: undefined,
  tracingConfiguration: undefined,
  encryptionConfiguration: undefined,
};
