import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkAsl } from '../../src/asl/index.js';
import { circuitsCommand } from '../../src/cli/circuits.js';
import { executionsCommand } from '../../src/cli/executions.js';
import { recoverCommand } from '../../src/cli/recover.js';
import { parseApplicationConfiguration } from '../../src/resilience/configuration/index.js';
import { deployment } from '../../state-machines/deployment.js';
import { ALLOWED_WILDCARDS, allows } from './allowed-wildcards.fixture.js';
import { OPERATOR_COMMAND } from '../runbooks/operator-command.fixture.js';
import { osls, propertiesOfType } from './osls.fixture.js';
import { packagedStack, type PackagedStack } from './packaged-stacks.fixture.js';
import { definitionText, withIntrinsics } from './definition-string.fixture.js';
import {
  allowedActions,
  allowedStores,
  namedFunctions,
  neededActions,
  usedStores,
} from './task-permissions.fixture.js';
import { wildcards } from './wildcards.fixture.js';

/** Where recommendations are cached: the two stacks there are. */
let dynamodb: PackagedStack;
let valkey: PackagedStack;
beforeAll(async () => {
  dynamodb = await packagedStack('dev');
  valkey = await packagedStack('valkey');
});

test('the stack is packaged offline, without credentials, and without a warning', () => {
  const { printed } = dynamodb;
  expect(printed).toContain('Service packaged');
  expect(printed).not.toMatch(/warning|deprecat/i);
});

test('an invalid circuit stops packaging with field, range and value', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stepbreaker-configuration-'));
  const file = join(directory, 'invalid.json');
  writeFileSync(file, JSON.stringify({ circuit: { resetTimerSeconds: 3000 } }));
  const { status, printed } = await osls(['package', '--package', directory, '--param', `configuration=${file}`]);
  rmSync(directory, { recursive: true });
  expect(status).toBe(1);
  expect(printed).toContain('resetTimerSeconds: must be an integer in [10, 300], got 3000');
});

test('no function is larger than 400 KB', () => {
  const { folder, template } = dynamodb;
  const zips = readdirSync(folder).filter((file) => file.endsWith('.zip'));
  expect(zips).toHaveLength(Object.keys(propertiesOfType(template, 'AWS::Lambda::Function')).length);
  for (const zip of zips)
    expect({ zip, isSmall: statSync(join(folder, zip)).size <= 400 * 1024 }).toEqual({ zip, isSmall: true });
});

test('every * in a policy is on the list, and every line of the list is needed', () => {
  const found = [dynamodb, valkey].flatMap(({ template }) => wildcards(template));
  expect(found.filter((each) => !ALLOWED_WILDCARDS.some((entry) => allows(entry, each)))).toEqual([]);
  expect(ALLOWED_WILDCARDS.filter((entry) => !found.some((each) => allows(entry, each)))).toEqual([]);
});

/** The runbooks that an alarm may lead to. */
const RUNBOOKS = [
  'all-regions-degraded',
  'cache-stale',
  'circuit-store-down',
  'deployment-rollback',
  'manual-stop-and-restart',
  'model-throttled',
  'planned-maintenance',
  'region-down',
  'stuck-open-circuit',
];

describe('every alarm', () => {
  const alarms = () => Object.entries(propertiesOfType(dynamodb.template, 'AWS::CloudWatch::Alarm'));
  const described = () =>
    alarms().map(
      ([id, { AlarmDescription }]) => [id, String(Reflect.get(Object(AlarmDescription), 'Fn::Sub'))] as const,
    );

  test('leads to a runbook, and every runbook has an alarm that leads there', () => {
    const runbooks = described().map(([id, text]) => / Runbook: runbooks\/([\w-]+)\.md$/.exec(text)?.[1] ?? id);
    expect([...new Set(runbooks)].sort()).toEqual(RUNBOOKS);
  });

  test('says what to run: commands that there are, about this stack', () => {
    const commands = [circuitsCommand(), executionsCommand(), recoverCommand()].flatMap((command) =>
      command.commands.length === 0
        ? [command.name()]
        : command.commands.map((subcommand) => `${command.name()} ${subcommand.name()}`),
    );
    for (const [id, text] of described()) {
      const named = [...text.matchAll(new RegExp(`${OPERATOR_COMMAND} ((?:circuits |executions )?\\w+)`, 'g'))].map(
        ([, command]) => command,
      );
      expect({ id, named: named.filter((command) => !commands.includes(command ?? '')) }).toEqual({ id, named: [] });
      expect({ id, remedy: text }).toEqual({ id, remedy: expect.stringContaining(` Remedy: ${OPERATOR_COMMAND} `) });
      expect({ id, length: text.length <= 1_024 }).toEqual({ id, length: true });
      for (const [, options] of text.matchAll(new RegExp(`${OPERATOR_COMMAND} circuits ([^.;,]*)`, 'g')))
        expect(options).toContain('--store dynamodb://${CircuitTable}');
    }
  });

  test('reaches the operators', () => {
    expect(alarms().filter(([, { AlarmActions }]) => !isOperatorsTopic(AlarmActions))).toEqual([]);
  });
});

test('the dashboard is JSON, and no two widgets lie on one another', () => {
  const { DashboardBody } = propertiesOfType(dynamodb.template, 'AWS::CloudWatch::Dashboard')['Dashboard'] ?? {};
  const text: unknown = Reflect.get(Object(DashboardBody), 'Fn::Sub');
  const { widgets }: { widgets: { x: number; y: number }[] } = JSON.parse(String(text));
  expect(new Set(widgets.map(({ x, y }) => `${x},${y}`)).size).toBe(widgets.length);
});

const isOperatorsTopic = (actions: unknown) => JSON.stringify(actions) === '[{"Ref":"OperatorsTopic"}]';

test('a function may use the stores it reads the addresses of, and no others', () => {
  const { template } = dynamodb;
  const functions = Object.entries(propertiesOfType(template, 'AWS::Lambda::Function'));
  for (const [id, { Handler, Role }] of functions) {
    const source = readFileSync(`functions/${basename(String(Handler), '.handler')}.ts`, 'utf8');
    const [role = ''] = [Reflect.get(Object(Role), 'Fn::GetAtt')].flat();
    expect({ id, stores: allowedStores(template, role) }).toEqual({ id, stores: usedStores(source) });
  }
  const roles = functions.map(([, { Role }]) => JSON.stringify(Role));
  expect(new Set(roles).size).toBe(roles.length);
});

test('serverless Valkey, the cache of the other stack, is spoken to as a cluster, over TLS', () => {
  const functions = Object.values(propertiesOfType(valkey.template, 'AWS::Lambda::Function'));
  const addresses = functions.map(({ Environment }) => JSON.stringify(Environment).match(/rediss?:[^"]+/)?.[0]);
  expect([...new Set(addresses)]).toEqual(['rediss://${Valkey.Endpoint.Address}:${Valkey.Endpoint.Port}?cluster=true']);
});

describe('the machines and AppConfig', () => {
  const properties = (type: string) => propertiesOfType(dynamodb.template, type);
  const configurationText = () =>
    String(properties('AWS::AppConfig::HostedConfigurationVersion')['ConfigurationVersion']?.['Content']);

  test('the machines are those that the configuration gives, and our checks find nothing', () => {
    const { definitions } = deployment(parseApplicationConfiguration(JSON.parse(configurationText())));
    const machines = properties('AWS::StepFunctions::StateMachine');
    const arrived = Object.entries(machines).map(([id, { DefinitionString }]) => [
      id,
      withIntrinsics(DefinitionString),
    ]);
    expect(arrived).toEqual(Object.entries(definitions).map(([key, definition]) => [logicalId(key), definition]));
    for (const { DefinitionString } of Object.values(machines))
      expect(checkAsl(JSON.parse(definitionText(DefinitionString).text))).toEqual([]);
  });

  test('every machine has a role of its own', () => {
    const roles = Object.values(properties('AWS::StepFunctions::StateMachine')).map(({ RoleArn }) =>
      JSON.stringify(RoleArn),
    );
    expect(new Set(roles).size).toBe(roles.length);
  });

  test('a role allows what the tasks of its machine need, and nothing else', () => {
    const { template } = dynamodb;
    for (const [id, { DefinitionString, RoleArn }] of Object.entries(properties('AWS::StepFunctions::StateMachine'))) {
      const definition = withIntrinsics(DefinitionString);
      const [role = ''] = [Reflect.get(Object(RoleArn), 'Fn::GetAtt')].flat();
      expect({ id, allowed: allowedActions(template, role) }).toEqual({ id, allowed: neededActions(definition) });
      expect({ id, functions: namedFunctions(template.Resources[role]) }).toEqual({
        id,
        functions: namedFunctions(definition),
      });
    }
  });

  test('AppConfig hands out what the stage has in its file, with the bus of the stage', () => {
    const given = JSON.parse(readFileSync('configuration/dev.json', 'utf8'));
    const circuit = { eventBusName: 'stepbreaker-dev', ...given.circuit };
    expect(JSON.parse(configurationText())).toEqual({ ...given, circuit });
  });

  test('AppConfig checks it with a schema of draft 4, the one it reads, of 32,768 characters at most', () => {
    const { Validators } = properties('AWS::AppConfig::ConfigurationProfile')['ConfigurationProfile'] ?? {};
    expect(Validators).toEqual([{ Type: 'JSON_SCHEMA', Content: expect.any(String) }]);
    const schema = String(Reflect.get(Object([Validators].flat()[0]), 'Content'));
    expect(JSON.parse(schema)).toMatchObject({ $schema: expect.stringContaining('draft-04') });
    expect(schema.length).toBeLessThanOrEqual(32_768);
  });
});

const logicalId = (key: string) => `${key.charAt(0).toUpperCase()}${key.slice(1)}StateMachine`;
