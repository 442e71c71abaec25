import { ApiError } from '../wire/api-error.js';

/** What an ARN of Step Functions names. */
export type ResourceType = 'stateMachine' | 'execution' | 'express' | 'activity' | 'mapRun';

/** An ARN of Step Functions, taken apart. */
export interface Arn {
  readonly region: string;
  readonly accountId: string;
  readonly type: ResourceType;
  /** What follows the type, split at colons: name, qualifier, … */
  readonly parts: readonly string[];
}

const TYPES: readonly string[] = [
  'stateMachine',
  'execution',
  'express',
  'activity',
  'mapRun',
] satisfies ResourceType[];

/**
 * Reads an ARN and holds it against what the operation takes.
 *
 * @throws ApiError InvalidArn
 */
export function parseArn(arn: string, ...allowed: readonly ResourceType[]): Arn {
  const [prefix, partition, service, region, accountId, type, ...parts] = arn.split(':');
  const refuse = (why: string): ApiError => new ApiError('InvalidArn', `Invalid Arn: '${why}'`);
  if (prefix !== 'arn' || !/^aws[\w-]*$/.test(partition ?? '')) throw refuse(`Invalid ARN prefix: ${arn}`);
  if (service !== 'states') throw refuse(`Invalid ARN service: ${service ?? ''}`);
  if (region === undefined || !/^[a-z]{2}[\w-]*-\d+$/.test(region)) throw refuse(`Invalid ARN region: ${arn}`);
  if (accountId === undefined || !/^\d{12}$/.test(accountId)) throw refuse(`Invalid ARN account: ${arn}`);
  if (!isResourceType(type) || !allowed.includes(type))
    throw refuse(`Resource type not valid in this context: ${type ?? ''}`);
  if (parts.length === 0 || parts.includes('')) throw refuse(`Invalid ARN resource: ${arn}`);
  return { region, accountId, type, parts };
}

function isResourceType(type: string | undefined): type is ResourceType {
  return type !== undefined && TYPES.includes(type);
}
