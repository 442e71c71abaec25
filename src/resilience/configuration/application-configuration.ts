import {
  checkConfiguration,
  problemsMessage,
  type CircuitConfiguration,
  type ConfigurationProblem,
} from '../../circuit/index.js';
import { applicationConfigurationSchema, type ApplicationConfiguration } from './application-configuration-schema.js';
import { instancesOf } from '../../runtime/instances-of.js';

/** Thrown for a configuration that must not come into force. Carries all problems, not only the first. */
export class ApplicationConfigurationError extends Error {
  static override readonly [Symbol.hasInstance] = /* @__PURE__ */ instancesOf<ApplicationConfigurationError>(
    'ApplicationConfigurationError',
  );
  override readonly name = 'ApplicationConfigurationError';
  readonly problems: readonly ConfigurationProblem[];
  constructor(source: string, problems: readonly ConfigurationProblem[]) {
    super(problemsMessage(source, problems));
    this.problems = problems;
  }
}

/**
 * Checks a configuration and fills in the defaults.
 *
 * @param options the fields that differ from the defaults
 * @param source where they come from, for the message
 * @throws ApplicationConfigurationError naming every invalid field with its path, its range and the value found
 */
export function parseApplicationConfiguration(options: unknown = {}, source = 'application'): ApplicationConfiguration {
  const checked = checkConfiguration(applicationConfigurationSchema, withInheritance(options), 'the configuration');
  if ('configuration' in checked) return checked.configuration;
  throw new ApplicationConfigurationError(source, withoutInherited(checked.problems));
}

/** The rules of one circuit, by its key `REGION/MODEL`. */
export const circuitConfigurationOf = (
  { circuit, circuits }: Pick<ApplicationConfiguration, 'circuit' | 'circuits'>,
  key: string,
): CircuitConfiguration => circuits[key] ?? circuit;

/** Each circuit with what it leaves to the common one. */
function withInheritance(options: unknown): unknown {
  if (!isObject(options) || !isObject(options['circuit']) || !isObject(options['circuits'])) return options;
  const { circuit, circuits } = options;
  const complete = Object.entries(circuits).map(([key, own]) => [key, isObject(own) ? { ...circuit, ...own } : own]);
  return { ...options, circuits: Object.fromEntries(complete) };
}

/** What is wrong with the common circuit is not told again for every circuit that inherits it. */
function withoutInherited(problems: readonly ConfigurationProblem[]): ConfigurationProblem[] {
  const common = new Map(problems.map(({ path, value }) => [path, value]));
  return problems.filter(({ path, value }) => {
    const inherited = path.replace(/^circuits(\.[\w-]+|\["[^"]*"\])/, 'circuit');
    return inherited === path || !common.has(inherited) || common.get(inherited) !== value;
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
