/** The variables of AWS's Step Functions Local (https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-config-options.html), and EVENTS_ENDPOINT. */
const VARIABLES: Readonly<Record<string, string>> = {
  lambda: 'LAMBDA_ENDPOINT',
  batch: 'BATCH_ENDPOINT',
  dynamodb: 'DYNAMODB_ENDPOINT',
  ecs: 'ECS_ENDPOINT',
  glue: 'GLUE_ENDPOINT',
  sagemaker: 'SAGE_MAKER_ENDPOINT',
  sqs: 'SQS_ENDPOINT',
  sns: 'SNS_ENDPOINT',
  sfn: 'STEP_FUNCTIONS_ENDPOINT',
  eventbridge: 'EVENTS_ENDPOINT',
};

/**
 * Where a service is called instead of AWS: by the variables of Step Functions Local, or by those of the AWS SDKs
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html). Undefined for AWS itself.
 *
 * @param serviceId as the AWS SDK names the service, such as `Bedrock Runtime`
 */
export function endpointOf(serviceId: string, environment: NodeJS.ProcessEnv): string | undefined {
  const variable = VARIABLES[serviceId.toLowerCase()];
  const own = variable === undefined ? undefined : environment[variable];
  if (own !== undefined && own !== '') return own;
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return environment[endpointVariable(serviceId)] || environment['AWS_ENDPOINT_URL'] || undefined;
}

/** The AWS SDKs' variable for the endpoint of a service. */
export function endpointVariable(serviceId: string): string {
  return `AWS_ENDPOINT_URL_${serviceId.toUpperCase().replaceAll(/[ -]/g, '_')}`;
}
