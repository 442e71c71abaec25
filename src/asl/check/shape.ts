import type { QueryLanguage } from '../definition.js';
import { ALTERNATIVES, EXCLUSIVE, FLOW_FIELDS, PART_FIELDS, STATE_FIELDS, type FieldRules } from './field-rules.js';
import { didYouMean } from '../../runtime/nearest.js';
import { inFlow, inState, type Path, type Report } from './report.js';
import { isObject, statesOf, type FlowView, type JsonObject, type StateView } from './view.js';

type ReportAt = (keys: Path, finding: Parameters<typeof inState>[2]) => void;

/** Fields: known ones, of the right type, in the right query language, none missing (SB010 to SB016). */
export function checkShape(flow: FlowView, report: Report): void {
  const at: ReportAt = (keys, finding) => report(inFlow(flow, keys, finding));
  checkFields(flow.fields, FLOW_FIELDS[flow.kind], languageOf(flow), [], at);
  if (isObject(flow.fields.ProcessorConfig))
    checkPart(flow.fields.ProcessorConfig, 'ProcessorConfig', languageOf(flow), ['ProcessorConfig'], at);
  checkStates(flow, report);
  for (const state of statesOf(flow)) checkState(state, report);
}

function languageOf(flow: FlowView): QueryLanguage {
  return flow.fields.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
}

function checkStates(flow: FlowView, report: Report): void {
  const { States } = flow.fields;
  if (!isObject(States)) return;
  const entries = Object.entries(States);
  if (entries.length === 0)
    report(inFlow(flow, ['States'], { code: 'SB012', message: 'has no states', fix: 'add at least one state' }));
  for (const [name, state] of entries) {
    if (isObject(state)) continue;
    const message = `state '${name}' is ${describe(state)}, not an object`;
    report({
      ...inFlow(flow, ['States', name], { code: 'SB013', message, fix: 'write { "Type": …, … }' }),
      state: name,
    });
  }
}

function checkState(state: StateView, report: Report): void {
  const at: ReportAt = (keys, finding) => report(inState(state, keys, finding));
  const { fields, type, language } = state;
  if (type === undefined) {
    const types = Object.keys(STATE_FIELDS).join(', ');
    at(['Type'], { code: 'SB012', message: 'the state has no Type', fix: `give it one of ${types}` });
    return;
  }
  const rules = Object.hasOwn(STATE_FIELDS, type) ? STATE_FIELDS[type] : undefined;
  if (rules === undefined) {
    const types = Object.keys(STATE_FIELDS);
    at(['Type'], {
      code: 'SB016',
      message: `'${type}' is not a type of state`,
      fix: didYouMean(type, types, `the types are ${types.join(', ')}`),
    });
    return;
  }
  checkFields(fields, rules, language, [], at);
  checkAlternatives(fields, type, at);
  checkLanguage(state, at);
  checkParts(state, at);
}

function checkFields(fields: JsonObject, rules: FieldRules, language: QueryLanguage, keys: Path, at: ReportAt): void {
  for (const [name, value] of Object.entries(fields)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      at([...keys, name], {
        code: 'SB011',
        message: `${name} is not a field here`,
        fix: didYouMean(name, Object.keys(rules), `the fields are ${Object.keys(rules).join(', ')}`),
      });
    } else if (rule.only !== undefined && rule.only !== language) {
      at([...keys, name], {
        code: 'SB014',
        message: `${name} is a field of ${rule.only}, and the query language here is ${language}`,
        fix: LANGUAGE_FIX[name] ?? `set QueryLanguage to ${rule.only}, or remove it`,
      });
    } else {
      const wanted = rule.kind(value, language);
      if (wanted !== undefined)
        at([...keys, name], {
          code: 'SB013',
          message: `expected ${wanted}, found ${describe(value)}`,
          fix: `write ${wanted}`,
        });
    }
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.required && !Object.hasOwn(fields, name))
      at(keys, { code: 'SB012', message: `${name} is missing`, fix: `add ${name}` });
  }
}

/** What says the same in the other query language. */
const LANGUAGE_FIX: Readonly<Record<string, string>> = {
  Parameters: 'write Arguments (a Task), ItemSelector (a Map) or Output (a Pass)',
  ResultSelector: "write Output, with '{% $states.result… %}' in it",
  ResultPath:
    'write Output, for example \'{% $merge([$states.input, {"name": $states.result}]) %}\', or Assign a variable',
  OutputPath: 'write Output',
  InputPath: 'read $states.input where it is needed',
  Result: 'write Output',
  ItemsPath: "write Items, with '{% … %}'",
  SecondsPath: "write Seconds, with '{% … %}'",
  TimestampPath: "write Timestamp, with '{% … %}'",
  ErrorPath: "write Error, with '{% … %}'",
  CausePath: "write Cause, with '{% … %}'",
  TimeoutSecondsPath: "write TimeoutSeconds, with '{% … %}'",
  HeartbeatSecondsPath: "write HeartbeatSeconds, with '{% … %}'",
  Arguments: 'write Parameters',
  Output: 'write ResultSelector and OutputPath (a Task), Parameters or Result (a Pass)',
  Items: 'write ItemsPath',
};

function checkAlternatives(fields: JsonObject, type: string, at: ReportAt): void {
  for (const names of EXCLUSIVE) {
    const present = names.filter((name) => Object.hasOwn(fields, name) && STATE_FIELDS[type]?.[name] !== undefined);
    if (present.length > 1 && !(present.includes('End') && fields.End === false)) {
      at([present[1] ?? ''], {
        code: 'SB015',
        message: `${present.join(' and ')} exclude each other`,
        fix: 'keep one of them',
      });
    }
  }
  for (const names of ALTERNATIVES[type] ?? []) {
    if (!names.some((name) => Object.hasOwn(fields, name)))
      at([], { code: 'SB012', message: `${names.join(' or ')} is missing`, fix: `add ${names[0]}` });
  }
}

/** A machine may move to JSONata state by state, never back. */
function checkLanguage({ fields, flow }: StateView, at: ReportAt): void {
  let machine = flow;
  while (machine.owner !== undefined) machine = machine.owner.flow;
  if (machine.fields.QueryLanguage === 'JSONata' && fields.QueryLanguage === 'JSONPath') {
    at(['QueryLanguage'], {
      code: 'SB014',
      message: 'a state of a JSONata machine cannot go back to JSONPath',
      fix: 'remove QueryLanguage from the machine and set it on the states that use JSONata',
    });
  }
}

function checkParts({ fields, language }: StateView, at: ReportAt): void {
  for (const name of ['ItemReader', 'ItemBatcher', 'ResultWriter']) {
    const part = fields[name];
    if (isObject(part)) checkPart(part, name, language, [name], at);
  }
  for (const name of ['Retry', 'Catch']) checkHandlers(name, fields[name], language, at);
  checkBranches(fields.Branches, at);
  checkHeartbeat(fields, at);
}

function checkPart(part: JsonObject, name: string, language: QueryLanguage, keys: Path, at: ReportAt): void {
  checkFields(part, PART_FIELDS[name] ?? {}, language, keys, at);
}

function checkHandlers(name: string, handlers: unknown, language: QueryLanguage, at: ReportAt): void {
  if (!Array.isArray(handlers)) return;
  for (const [index, handler] of handlers.entries()) {
    if (!isObject(handler)) {
      at([name, index], {
        code: 'SB013',
        message: `expected an object, found ${describe(handler)}`,
        fix: 'write { "ErrorEquals": […], … }',
      });
      continue;
    }
    checkPart(handler, name, language, [name, index], at);
    const { ErrorEquals, IntervalSeconds, MaxDelaySeconds } = handler;
    if (
      Array.isArray(ErrorEquals) &&
      (ErrorEquals.length === 0 || !ErrorEquals.every((error) => typeof error === 'string'))
    ) {
      at([name, index, 'ErrorEquals'], {
        code: 'SB013',
        message: 'expected a list of error names',
        fix: 'name at least one error, or ["States.ALL"]',
      });
    }
    if (
      typeof IntervalSeconds === 'number' &&
      typeof MaxDelaySeconds === 'number' &&
      MaxDelaySeconds <= IntervalSeconds
    ) {
      at([name, index, 'MaxDelaySeconds'], {
        code: 'SB013',
        message: `is ${MaxDelaySeconds}, and must be more than IntervalSeconds, ${IntervalSeconds}`,
        fix: 'raise it, or lower IntervalSeconds',
      });
    }
  }
}

function checkBranches(branches: unknown, at: ReportAt): void {
  if (!Array.isArray(branches)) return;
  if (branches.length === 0) at(['Branches'], { code: 'SB013', message: 'has no branches', fix: 'add at least one' });
  for (const [index, branch] of branches.entries()) {
    if (!isObject(branch))
      at(['Branches', index], {
        code: 'SB013',
        message: `expected an object, found ${describe(branch)}`,
        fix: 'write { "StartAt": …, "States": … }',
      });
  }
}

function checkHeartbeat({ HeartbeatSeconds, TimeoutSeconds }: JsonObject, at: ReportAt): void {
  if (typeof HeartbeatSeconds !== 'number' || typeof TimeoutSeconds !== 'number' || HeartbeatSeconds < TimeoutSeconds)
    return;
  at(['HeartbeatSeconds'], {
    code: 'SB013',
    message: `is ${HeartbeatSeconds}, and must be less than TimeoutSeconds, ${TimeoutSeconds}`,
    fix: 'lower it, or raise TimeoutSeconds',
  });
}

/** A value as a person would name it. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  return String(value);
}
