import { afterAll, expect, test } from '@jest/globals';
import { CelEngine, TemplateFile } from '@aws/cloudformation-validate';
import { packagedStack } from './packaged-stacks.fixture.js';

/** One for all templates: it takes seconds to make. */
const engine = new CelEngine();
afterAll(() => engine.free());

test.each([
  ['the stack', async () => (await packagedStack('dev')).templateFile],
  ['the stack with Valkey', async () => (await packagedStack('valkey')).templateFile],
  ['the example with SAM', async () => 'examples/sam/template.yaml'],
])('CloudFormation has nothing against %s', async (_, templateFile) => {
  const { diagnostics } = engine.validateStandard(new TemplateFile(await templateFile()), { severityLevel: 'ERROR' });
  expect(diagnostics.map(({ entity, message }) => `${entity?.logicalId}: ${message}`)).toEqual([]);
});
