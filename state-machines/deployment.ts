import type { Asl, Machine } from '../src/asl/index.js';
import { circuitConfigurationJsonSchema, type CircuitOptions } from '../src/circuit/index.js';
import { invokedModelArns, type Substituted } from './model-permissions.js';
import { recommendReader } from './recommend-reader.js';
import { defaultModels, recommendationGeneration, type ModelTarget } from './recommendation-generation.js';

/** What is deployed: a stage, and its configuration as it stands in a file. */
export interface DeploymentSource {
  readonly stage: string;
  /** For messages. */
  readonly file: string;
  /** JSON. */
  readonly text: string;
}

/** The static rules of one stage: what a reviewed change may tune. */
interface DeploymentConfiguration {
  readonly circuit?: CircuitOptions;
  readonly models?: Partial<Readonly<Record<keyof typeof defaultModels, ModelTarget>>>;
}

/** What serverless.yml takes from here. */
export interface Deployment {
  /** Definitions with CloudFormation's intrinsics in them, by the key under `stepFunctions.stateMachines`. */
  readonly definitions: Readonly<Record<string, Asl>>;
  /** What the functions that call models may call. */
  readonly modelArns: readonly Substituted[];
  /** For AppConfig: the configuration, and the JSON Schema it is checked with before anything reads it. */
  readonly configuration: string;
  readonly configurationSchema: string;
}

/**
 * Everything of a deployment that is worked out from code, so that `osls package` fails where the code refuses.
 *
 * @throws CircuitConfigurationError for an invalid circuit, with field, range and value
 */
export function deployment({ stage, file, text }: DeploymentSource): Deployment {
  const { circuit, models = {} }: DeploymentConfiguration = parsed(file, text);
  const options = { circuit: { eventBusName: `stepbreaker-${stage}`, ...circuit }, models };
  return {
    definitions: {
      recommendationGeneration: deployable(recommendationGeneration(options)),
      recommendReader: deployable(recommendReader(options)),
    },
    modelArns: invokedModelArns(Object.values({ ...defaultModels, ...models })),
    configuration: JSON.stringify(JSON.parse(text)),
    configurationSchema: JSON.stringify(configurationSchema()),
  };
}

function parsed(file: string, text: string): DeploymentConfiguration {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** A definition whose functions have the logical ids that osls gives them: `ListReadersLambdaFunction`. */
function deployable({ toAsl }: Pick<Machine<unknown, unknown>, 'toAsl'>): Asl {
  const text = JSON.stringify(toAsl());
  return JSON.parse(
    text.replaceAll(/\{"Fn::GetAtt":\["(\w+)Function","Arn"\]\}/g, '{"Fn::GetAtt":["$1LambdaFunction","Arn"]}'),
  );
}

/** AppConfig reads draft 4 of JSON Schema only; the keywords in use here mean the same in it. */
function configurationSchema(): object {
  const { $schema: _draft, ...circuit } = circuitConfigurationJsonSchema();
  return { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', properties: { circuit } };
}
