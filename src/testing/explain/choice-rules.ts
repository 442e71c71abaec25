import { brief, isObject, type JsonObject } from '../json-object.js';
import type { StateEntry } from '../definition/state-index.js';
import type { Run } from '../run/run.js';
import type { Visit } from '../run/visit.js';
import { evaluateJsonataAt, evaluatePathAt, NO, runStateAt, YES, type Evaluated } from './evaluate-at.js';

/** The rules of a Choice state, with the values that they compared and what came of it: a line or more each. */
export function explainChoice(run: Run, visit: Visit, { fields, language }: StateEntry): readonly string[] {
  const rules = Array.isArray(fields['Choices']) ? fields['Choices'].filter(isObject) : [];
  const lines: string[] = [];
  let decided = false;
  for (const [index, rule] of rules.entries()) {
    const label = `${index + 1}. `;
    const next = String(rule['Next']);
    if (decided) {
      lines.push(`${label}${ruleText(rule)}  → not asked (${next})`);
      continue;
    }
    const answer = askRule(run, visit, fields, language, rule);
    decided = answer === 'yes';
    lines.push(`${label}${ruleText(rule)}  → ${answer}${decided ? `: ${next}` : ` (${next})`}`);
    for (const { text, value } of operandsOf(run, visit, fields, language, rule)) {
      lines.push(`${' '.repeat(label.length)}${text} = ${'value' in value ? brief(value.value) : value.problem}`);
    }
  }
  const { Default: otherwise } = fields;
  if (otherwise !== undefined)
    lines.push(`Default  → ${decided ? `not asked (${String(otherwise)})` : String(otherwise)}`);
  return lines;
}

function askRule(
  run: Run,
  visit: Visit,
  fields: JsonObject,
  language: StateEntry['language'],
  rule: JsonObject,
): string {
  const { InputPath: inputPath } = fields;
  const { Assign: _assign, Output: _output, ...asked } = rule;
  const answer = runStateAt(run, visit, {
    Type: 'Choice',
    QueryLanguage: language,
    Choices: [{ ...asked, Next: YES }],
    Default: NO,
    ...(inputPath === undefined ? {} : { InputPath: inputPath }),
  });
  if ('problem' in answer) return `error: ${answer.problem}`;
  return answer.taken === YES ? 'yes' : 'no';
}

interface Operand {
  readonly text: string;
  readonly value: Evaluated;
}

function operandsOf(
  run: Run,
  visit: Visit,
  { InputPath: inputPath }: JsonObject,
  language: StateEntry['language'],
  rule: JsonObject,
): readonly Operand[] {
  if (language === 'JSONPath') {
    return pathsIn(rule).map((text) => ({ text, value: evaluatePathAt(run, visit, text, inputPath) }));
  }
  return referencesIn(String(rule['Condition'])).map((text) => ({ text, value: evaluateJsonataAt(run, visit, text) }));
}

/** The paths that a rule, or the rules inside of it, reads. */
function pathsIn(rule: JsonObject): readonly string[] {
  const own = Object.entries(rule).filter(([key, value]) => typeof value === 'string' && isPathField(key));
  const inner = [rule['And'], rule['Or'], rule['Not']].flat().filter(isObject);
  return [...new Set([...own.map(([, path]) => String(path)), ...inner.flatMap(pathsIn)])];
}

function isPathField(key: string): boolean {
  return key === 'Variable' || key.endsWith('Path');
}

/** What a JSONata expression reads: `$states.input.total`, `$limit`. Calls of functions are not values. */
function referencesIn(expression: string): readonly string[] {
  const references =
    /\$[\p{ID_Start}_][\p{ID_Continue}]*(?:\.(?:[\p{ID_Start}_][\p{ID_Continue}]*|`[^`]*`)|\[\d+\])*(\s*\()?/gu;
  const found = [...expression.matchAll(references)].filter(([, call]) => call === undefined).map(([text]) => text);
  return [...new Set(found)];
}

/** A rule as one would say it: `$.total NumericGreaterThan 100`. */
function ruleText(rule: JsonObject): string {
  if (typeof rule['Condition'] === 'string') return rule['Condition'].replace(/^\{%\s*|\s*%\}$/g, '');
  if (Array.isArray(rule['And'])) return joined(rule['And'], ' and ');
  if (Array.isArray(rule['Or'])) return joined(rule['Or'], ' or ');
  if (isObject(rule['Not'])) return `not (${ruleText(rule['Not'])})`;
  const [operator, operand] =
    Object.entries(rule).find(([key]) => !['Variable', 'Next', 'Assign', 'Comment', 'Output'].includes(key)) ?? [];
  return `${String(rule['Variable'])} ${operator} ${typeof operand === 'string' && operator?.endsWith('Path') ? operand : brief(operand)}`;
}

function joined(rules: readonly unknown[], word: string): string {
  return `(${rules.filter(isObject).map(ruleText).join(word)})`;
}
