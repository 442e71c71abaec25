import { type ModelTarget } from '../src/circuit/index.js';

/** A text with `${AWS::…}` in it that CloudFormation fills in. */
export interface Substituted {
  readonly 'Fn::Sub': string;
}

/**
 * The regions a geographic inference profile sends calls to, by the prefix of its id: a caller of the profile needs
 * permission for the model in each of them. Source: "Supported Regions and models for inference profiles" in the Amazon
 * Bedrock User Guide.
 */
const PROFILE_REGIONS: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
};

/**
 * The ARNs that `bedrock:InvokeModel` is asked for when these models are called, each once: the model itself, or the
 * inference profile in this account and the models behind it.
 *
 * @throws Error for a profile whose regions are not known here
 */
export function invokedModelArns(models: readonly ModelTarget[]): Substituted[] {
  const arns = models.flatMap(({ region, modelId }) =>
    modelId.startsWith('arn:') ? [modelId] : arnsOf(region, modelId),
  );
  return [...new Set(arns)].map((arn) => ({ 'Fn::Sub': arn }));
}

function arnsOf(region: string, modelId: string): string[] {
  const [, prefix, model] = /^([a-z]+)\.([^.]+\..+)$/.exec(modelId) ?? [];
  if (prefix === undefined || model === undefined) return [foundationModel(region, modelId)];
  const regions = PROFILE_REGIONS[prefix];
  if (!regions)
    throw new Error(
      `The inference profile ${modelId} sends calls to regions that are not known: its prefix is "${prefix}", ` +
        `known are ${Object.keys(PROFILE_REGIONS).join(', ')}. Add its regions to state-machines/model-permissions.ts.`,
    );
  const profile = `arn:\${AWS::Partition}:bedrock:${region}:\${AWS::AccountId}:inference-profile/${modelId}`;
  return [profile, ...regions.map((each) => foundationModel(each, model))];
}

const foundationModel = (region: string, model: string) =>
  `arn:\${AWS::Partition}:bedrock:${region}::foundation-model/${model}`;
