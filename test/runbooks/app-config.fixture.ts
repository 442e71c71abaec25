import { parseApplicationConfiguration } from '../../src/resilience/configuration/index.js';
import type { ServiceAnswer, ServiceRequest, StandInService } from '../deploy/aws-stand-in.fixture.js';

/** Emulates AWS AppConfig with one profile: hosted versions, deployments that are complete at once, and sessions. */
export interface AppConfig {
  readonly service: StandInService;
  /** The version that is deployed, as parsed JSON. */
  deployed(): unknown;
}

/** @param content of version 1, which is deployed */
export function appConfig(content: string): AppConfig {
  const versions = [content];
  const deployments = [1];
  const deployed = (): string => versions[(deployments.at(-1) ?? 1) - 1] ?? '';
  const deploymentOf = (number: number) => ({
    DeploymentNumber: number,
    ConfigurationVersion: String(deployments[number - 1]),
    State: 'COMPLETE',
  });
  /** By method and path; the match of `()` is handed over. */
  const routes: readonly [string, RegExp, (request: ServiceRequest, parameter: string) => ServiceAnswer][] = [
    [
      'POST',
      /\/hostedconfigurationversions$/,
      ({ body }) => {
        // The profile's validator.
        parseApplicationConfiguration(JSON.parse(body.toString()), 'static-rules');
        return { body: JSON.stringify({ VersionNumber: versions.push(body.toString()) }) };
      },
    ],
    ['GET', /\/hostedconfigurationversions\/(\d+)$/, (_, version) => ({ body: versions[Number(version) - 1] ?? '' })],
    [
      'GET',
      /\/deployments$/,
      // The newest first.
      () => ({ body: JSON.stringify({ Items: deployments.map((_, index) => deploymentOf(index + 1)).reverse() }) }),
    ],
    [
      'POST',
      /\/deployments$/,
      ({ body }) => {
        const { ConfigurationVersion } = JSON.parse(body.toString()) as { ConfigurationVersion: string };
        return { body: JSON.stringify(deploymentOf(deployments.push(Number(ConfigurationVersion)))) };
      },
    ],
    ['GET', /\/deployments\/(\d+)$/, (_, number) => ({ body: JSON.stringify(deploymentOf(Number(number))) })],
    ['POST', /^\/configurationsessions$/, () => ({ body: JSON.stringify({ InitialConfigurationToken: 'first' }) })],
    [
      'GET',
      /^\/configuration$/,
      () => ({
        headers: { 'next-poll-configuration-token': 'next', 'content-type': 'application/json' },
        body: deployed(),
      }),
    ],
  ];
  return {
    deployed: () => JSON.parse(deployed()),
    service(request) {
      for (const [method, path, answer] of routes) {
        const found = method === request.method ? path.exec(request.path) : null;
        if (found) return answerOrRefuse(() => answer(request, found[1] ?? ''));
      }
      return undefined;
    },
  };
}

function answerOrRefuse(answer: () => ServiceAnswer): ServiceAnswer {
  try {
    return { headers: { 'content-type': 'application/json' }, ...answer() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 400, headers: { 'x-amzn-errortype': 'BadRequestException' }, body: JSON.stringify({ message }) };
  }
}
