import type { Asl, Machine } from '../src/asl/index.js';
import { type CircuitConfiguration, circuitKey, type ModelTarget } from '../src/circuit/index.js';
import { cacheWarmUp } from './cache-warm-up.js';
import { circuitWatchdog } from './circuit-watchdog.js';
import { invokedModelArns, type Substituted } from './model-permissions.js';
import { recommendReader } from './recommend-reader.js';
import { recommendationGeneration } from './recommendation-generation.js';

/** What the machines need to know of the application's configuration. */
export interface DeploymentConfiguration {
  readonly circuit: CircuitConfiguration;
  /** Circuits that differ, by their key `REGION/MODEL`. */
  readonly circuits: Readonly<Record<string, CircuitConfiguration>>;
  readonly regions: {
    readonly priority: readonly string[];
    readonly compliance_approved_regions: readonly string[];
  };
  /** Models by tier and region. */
  readonly models: Readonly<Record<'primary' | 'cheaper', ModelsByRegion>>;
}

type ModelsByRegion = Readonly<Record<string, string>>;

/** What serverless.yml takes from here. */
export interface Deployment {
  /** Definitions with CloudFormation's intrinsics in them, by the key under `stepFunctions.stateMachines`. */
  readonly definitions: Readonly<Record<string, Asl>>;
  /** What the functions that call models may call: the models of approved regions. */
  readonly modelArns: readonly Substituted[];
  /** What the latency probe may call: the primary models alone. */
  readonly probedModelArns: readonly Substituted[];
}

/**
 * The machines of a stage as they are deployed, and the models they may reach.
 *
 * @throws Error when no approved region has a primary and a cheaper model
 */
export function deployment(configuration: DeploymentConfiguration): Deployment {
  const { circuit, circuits } = configuration;
  const primary = approvedTargets(configuration, 'primary');
  const models = {
    primary: first('primary', primary),
    // The same class elsewhere: a region whose profile is the first one's again would fail with it.
    region: primary.find(({ modelId }) => modelId !== primary[0]?.modelId) ?? first('primary', primary),
    cheaper: first('cheaper', approvedTargets(configuration, 'cheaper')),
  };
  const key = circuitKey(models.primary);
  const options = { circuit: circuits[key] ?? circuit, models, scope: 'shared' } as const;
  return {
    definitions: {
      recommendationGeneration: deployable(recommendationGeneration(options)),
      cacheWarmUp: deployable(cacheWarmUp(options)),
      circuitWatchdog: deployable(circuitWatchdog()),
      recommendReader: deployable(recommendReader()),
    },
    modelArns: invokedModelArns([...primary, ...approvedTargets(configuration, 'cheaper')]),
    probedModelArns: invokedModelArns(primary),
  };
}

/** The models of a tier in the regions that may be called, in the order in which they are asked. */
function approvedTargets({ regions, models }: DeploymentConfiguration, tier: 'primary' | 'cheaper'): ModelTarget[] {
  const approved = regions.priority.filter((region) => regions.compliance_approved_regions.includes(region));
  return approved.flatMap((region) => {
    const modelId = models[tier][region];
    return modelId === undefined ? [] : [{ region, modelId }];
  });
}

function first(tier: string, [target]: readonly ModelTarget[]): ModelTarget {
  if (target) return target;
  throw new Error(
    `The configuration has no ${tier} model in an approved region: the machines would call nothing. Give models.${tier} ` +
      'a model for a region that is both in regions.priority and in regions.compliance_approved_regions.',
  );
}

/** A definition whose functions have the logical ids that osls gives them: `ListReadersLambdaFunction`. */
function deployable({ toAsl }: Pick<Machine<unknown, unknown>, 'toAsl'>): Asl {
  const text = JSON.stringify(toAsl());
  return JSON.parse(
    text.replaceAll(/\{"Fn::GetAtt":\["(\w+)Function","Arn"\]\}/g, '{"Fn::GetAtt":["$1LambdaFunction","Arn"]}'),
  );
}
