import { describe, expect, test } from '@jest/globals';
import type { PathScope } from './path-scope.js';
import { compilePayloadTemplate } from './payload-template.js';
import { PayloadTemplateError } from './payload-template-error.js';

const scope: PathScope = {
  input: { name: 'Ada', list: [1, 2], n: null },
  context: { Execution: { Name: 'run' } },
  variable: (name) => (name === 'count' ? 3 : undefined),
  random: () => 0,
};

function render(template: unknown): unknown {
  return compilePayloadTemplate(template).render(scope);
}

describe('render', () => {
  test('paths, context paths, variables and intrinsics, at any depth and inside arrays', () => {
    expect(
      render({
        constant: { deep: [1, '$.name'] },
        'name.$': '$.name',
        'run.$': '$$.Execution.Name',
        'count.$': '$count',
        nested: {
          'greeting.$': "States.Format('Hi {}', $.name)",
          list: [{ 'first.$': '$.list[0]' }, 'x', [{ 'n.$': '$.n' }]],
        },
        'tail.$': '$.list[1:]',
        'none.$': '$.absent[*]',
      }),
    ).toEqual({
      constant: { deep: [1, '$.name'] },
      name: 'Ada',
      run: 'run',
      count: 3,
      nested: { greeting: 'Hi Ada', list: [{ first: 1 }, 'x', [{ n: null }]] },
      tail: [2],
      none: [],
    });
  });

  test('keeps the order of the fields', () => {
    expect(Object.keys(render({ 'b.$': '$.name', a: 1, 'c.$': '$.n' }) as object)).toEqual(['b', 'a', 'c']);
  });

  test('a part without paths is handed out as it is', () => {
    const template = { settings: { retries: 3 }, 'name.$': '$.name' };
    expect((render(template) as typeof template).settings).toBe(template.settings);
    expect(render('text')).toBe('text');
    expect(render(['$.name'])).toEqual(['$.name']);
  });

  test('__proto__ is a name like any other', () => {
    const rendered = render({ '__proto__.$': '$.name' });
    expect(JSON.stringify(rendered)).toBe('{"__proto__":"Ada"}');
  });

  test('a missing path names its field', () => {
    expect(() => render({ deep: { 'x.$': '$.absent' } })).toThrow(
      'The JSONPath \'$.absent\' specified for the field \'x.$\' could not be found in the input \'{"name":"Ada","list":[1,2],"n":null}\'',
    );
  });
});

describe('templates that AWS refuses', () => {
  test.each([
    [
      { 'x.$': ['$.a'] },
      '',
      "The value for the field 'x.$' must be a STRING that contains a JSONPath but was an ARRAY",
    ],
    [{ 'x.$': 1 }, '', "The value for the field 'x.$' must be a STRING that contains a JSONPath but was a NUMBER"],
    [
      { a: [{ 'x.$': null }] },
      '/a[0]',
      "The value for the field 'x.$' must be a STRING that contains a JSONPath but was a NULL",
    ],
    [
      { a: { 'x.$': 'plain' } },
      '/a',
      "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call",
    ],
    [
      { 'x.$': 'States.Nope()' },
      '',
      "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call",
    ],
    [{ 'x.$': '$.' }, '', "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call"],
  ])('%j', (template, pointer, problem) => {
    let failure: unknown;
    try {
      compilePayloadTemplate(template);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(PayloadTemplateError);
    expect(failure).toMatchObject({ problem, pointer, field: 'x.$' });
  });

  test('the message also says where the text goes wrong', () => {
    expect(() => compilePayloadTemplate({ 'x.$': '$.a[' })).toThrow("Cannot read '$.a[' at position 4");
  });
});
