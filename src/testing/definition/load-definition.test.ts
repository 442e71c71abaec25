import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { lambda, getAtt, workflow } from '../../index.js';
import { loadDefinition } from './load-definition.js';

const directory = mkdtempSync(join(tmpdir(), 'load-definition-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const lambdaArn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const pass = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

describe('a definition', () => {
  test('is taken as it is', () => {
    expect(loadDefinition(pass)).toEqual({ definition: pass });
  });

  test('comes from JSON, by path or by URL, with the name of the file', () => {
    const path = file('night batch.asl.json', JSON.stringify(pass));
    expect(loadDefinition(path)).toEqual({ definition: pass, name: 'night-batch' });
    expect(loadDefinition(pathToFileURL(path))).toEqual({ definition: pass, name: 'night-batch' });
  });

  test('comes from YAML', () => {
    const path = file('order.asl.yml', 'StartAt: A\nStates:\n  A: { Type: Pass, End: true }\n');
    expect(loadDefinition(path)).toEqual({ definition: pass, name: 'order' });
  });

  test('comes from a machine of the builder; functions are known by the names of their resources', () => {
    const flow = workflow<{ input: { id: string } }>();
    const charge = lambda<(event: { id: string }) => Promise<string>>(getAtt('ChargeFunction', 'Arn'));
    const machine = flow.machine({
      startAt: 'Charge',
      states: { Charge: { type: 'Task', call: charge({ id: flow.input.id }), next: flow.end() } },
    });
    const { definition } = loadDefinition(machine);
    expect(definition).toMatchObject({
      States: {
        Charge: {
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: expect.stringContaining('ChargeFunction') },
        },
      },
    });
  });

  test.each([
    ['missing.json', undefined, /missing\.json cannot be read: ENOENT/],
    ['broken.json', '{', /broken\.json is not JSON: /],
    [
      'bare.json',
      '{ "StartAt": "A", "States": { "A": { "Seconds": ${Seconds} } } }',
      /give a value for \$\{Seconds\} in \{ substitutions \}/,
    ],
    ['broken.yml', 'a: [', /broken\.yml is not YAML: /],
    ['other.json', '[]', /other\.json is no state machine: expected a definition with StartAt and States/],
  ])('%s: a clear error', (name, text, message) => {
    const path = text === undefined ? join(directory, name) : file(name, text);
    expect(() => loadDefinition(path)).toThrow(message);
  });
});

describe('substitutions', () => {
  const definition = {
    StartAt: 'A',
    States: {
      A: { Type: 'Task', Resource: '${ChargeFunction.Arn}', Next: 'B' },
      B: {
        Type: 'Task',
        Resource: 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Stage}-b',
        Next: 'C',
      },
      C: { Type: 'Task', Resource: { 'Fn::GetAtt': ['PackFunction', 'Arn'] }, Next: 'D' },
      D: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage',
        Parameters: { QueueUrl: { Ref: 'Queue' }, MessageBody: '${Text}' },
        End: true,
      },
    },
  };
  const fieldsOf = (given?: Record<string, unknown>): unknown => loadDefinition(definition, given).definition['States'];

  test('that are not given stay as names; a Resource becomes an ARN', () => {
    expect(fieldsOf()).toMatchObject({
      A: { Resource: lambdaArn('ChargeFunction') },
      B: { Resource: lambdaArn('Stage-b') },
      C: { Resource: lambdaArn('PackFunction') },
      D: { Parameters: { QueueUrl: '${Queue}', MessageBody: '${Text}' } },
    });
  });

  test('that are given are filled in', () => {
    const given = { 'ChargeFunction.Arn': lambdaArn('charge'), Stage: 'test', Queue: 'q', Text: { a: 1 } };
    expect(fieldsOf(given)).toMatchObject({
      A: { Resource: lambdaArn('charge') },
      B: { Resource: lambdaArn('test-b') },
      D: { Parameters: { QueueUrl: 'q', MessageBody: { a: 1 } } },
    });
  });

  test('of numbers may be in JSON text without quotes; texts are escaped', () => {
    const path = file(
      'wait.json',
      '{ "StartAt": "A", "States": { "A": { "Type": "Wait", "Comment": "${Note}", "Seconds": ${Seconds}, "End": true } } }',
    );
    const { definition: loaded } = loadDefinition(path, { Seconds: 5, Note: 'a "quoted"\nline' });
    expect(loaded).toMatchObject({ States: { A: { Seconds: 5, Comment: 'a "quoted"\nline' } } });
  });

  test('of Fn::Sub, Fn::Join and others are names too', () => {
    const intrinsics = {
      'Fn::Sub': ['${F}-${AWS::Region}', { F: { Ref: 'Function' } }],
      'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'x']],
      'Fn::ImportValue': 'shared',
    };
    const values = Object.entries(intrinsics).map(([key, value]) => ({ [key]: value }));
    const { definition: loaded } = loadDefinition({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Result: values, End: true } },
    });
    expect(loaded).toMatchObject({
      States: { A: { Result: ['${Function}-us-east-1', 'arn:aws:x', '${ImportValue}'] } },
    });
  });
});

describe('serverless.yml', () => {
  const path = file(
    'serverless.yml',
    [
      'service: shop',
      'functions:',
      '  charge: { handler: charge.handler }',
      'stepFunctions:',
      '  stateMachines:',
      '    order:',
      '      name: order-${sls:stage}',
      '      type: EXPRESS',
      '      events: [{ http: { path: order, method: POST } }]',
      '      definition:',
      '        StartAt: Charge',
      '        States:',
      '          Charge:',
      '            Type: Task',
      '            Resource: !GetAtt charge.Arn',
      '            Next: Tell',
      '          Tell:',
      '            Type: Task',
      '            Resource: arn:aws:states:::sns:publish',
      '            Parameters: { TopicArn: !Ref Topic, Message: !Sub "${AWS::Region} ${Topic}" }',
      '            End: true',
      '    nightly:',
      '      definition: ${file(machines/nightly.yml)}',
      '    generated:',
      '      definition: ${file(generate.js):nightly}',
      'resources:',
      '  Conditions: { Live: !Equals [!Ref Stage, live] }',
    ].join('\n'),
  );
  file('machines/nightly.yml', 'StartAt: A\nStates:\n  A: { Type: Pass, End: true }\n');

  test('gives a machine by its id; short tags of CloudFormation are read', () => {
    expect(loadDefinition(`${path}#order`)).toEqual({
      name: 'order',
      type: 'EXPRESS',
      definition: {
        StartAt: 'Charge',
        States: {
          Charge: { Type: 'Task', Resource: lambdaArn('charge'), Next: 'Tell' },
          Tell: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sns:publish',
            Parameters: { TopicArn: '${Topic}', Message: 'us-east-1 ${Topic}' },
            End: true,
          },
        },
      },
    });
    const url = pathToFileURL(path);
    url.hash = '#nightly';
    expect(loadDefinition(url)).toEqual({ name: 'nightly', definition: pass });
  });

  test('says which machines there are', () => {
    expect(() => loadDefinition(path)).toThrow(
      `Say which machine of ${path} is meant, as '${path}#id': it has 'order', 'nightly', 'generated'`,
    );
    expect(() => loadDefinition(`${path}#ordr`)).toThrow(`${path} has no state machine 'ordr': is 'order' meant?`);
  });

  test('runs no program to get a definition', () => {
    expect(() => loadDefinition(`${path}#generated`)).toThrow(
      'takes a machine from generate.js: the kit runs no program to get a definition',
    );
  });

  test('a file without state machines', () => {
    expect(() => loadDefinition(`${file('empty.yml', 'service: x')}#a`)).toThrow(
      'empty.yml has no stepFunctions.stateMachines: is it the right file?',
    );
  });
});
