import { indexStates } from '../../definition/state-index.js';
import { isObject } from '../../json-object.js';
import type { Run } from '../../run/run.js';
import type { RunOrder } from '../../run-order.js';
import { checkOptions, runWithSdk } from '../endpoint/endpoint-target.js';
import { endpointMachineName } from '../endpoint/endpoint-run.js';
import { mockConfig } from '../mock-config.js';
import { optionalPackage } from '../../../runtime/optional-package.js';
import { TargetLimitError } from '../target-limit-error.js';
import { AWS_IMAGE, type ContainerOptions } from './container-options.js';
import { emulatorWith, type Testcontainers } from './emulator.js';

/** Runs an execution in an emulator in a container. @param load for tests of the kit itself */
export async function runInContainer(
  order: RunOrder,
  options: ContainerOptions,
  load: () => Promise<Testcontainers> = () => import('testcontainers'),
): Promise<Run> {
  checkOptions('container', order);
  if ((options.image ?? AWS_IMAGE).startsWith(AWS_IMAGE)) refuseNewLanguage(order);
  const mocks = mockConfig('container', endpointMachineName(order), indexStates(order.definition), order.mocks);
  const testcontainers = await optionalPackage('testcontainers', 'The container target', load);
  const endpoint = await emulatorWith(mocks, options, testcontainers);
  return runWithSdk(order, { endpoint }, 'container');
}

/** Step Functions Local stopped before JSONata and variables came, in November 2024. */
function refuseNewLanguage({ definition }: RunOrder): void {
  const states = [...indexStates(definition).values()];
  const jsonata = states.find(({ language }) => language === 'JSONata');
  const assigning = states.find(
    ({ fields }) => 'Assign' in fields || catchersOf(fields['Catch']).some((each) => 'Assign' in each),
  );
  const found = jsonata ?? assigning;
  if (found === undefined) return;
  throw new TargetLimitError(
    'container',
    `cannot run ${jsonata === undefined ? 'variables' : 'JSONata'}: ${AWS_IMAGE} knows JSONPath only (state '${found.name}')`,
    'Name the image of another emulator, { container: { image } }, or run this test on the embedded target.',
  );
}

function catchersOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
