import { absentValue, TEXT_FIELDS, type CircuitField } from './shared-circuit.js';
import {
  assignments,
  type Condition,
  type ParameterName,
  TEXT_PARAMETERS,
  type TransitionParameters,
  type Value,
} from './transition.js';
import { circuitTransitions, type TransitionName } from './transitions.js';

/** The parameters in the order in which a script takes them, as `ARGV`; an absent one is an empty text. */
const ARGUMENTS: readonly ParameterName[] = ['gen', 'windowMs', 'resetMs', 'leaseMs', 'owner', 'forced'];

/** `ARGV` for a script of {@link redisScript}. */
export const redisArguments = (parameters: TransitionParameters): string[] =>
  ARGUMENTS.map((name) => String(parameters[name] ?? ''));

/**
 * Transitions as one Lua script for Redis or Valkey: the first of them whose conditions hold is applied, with the
 * server's own time. `KEYS[1]` is the circuit's hash, the only key it touches, so it runs in a cluster as well.
 *
 * It answers `[applied transition or "", milliseconds, field, text, field, text, …]`, the record being the one after
 * the write. Without a transition it only reads.
 *
 * Source: "Scripting with Lua" in the Redis documentation; scripts replicate their effects, so `TIME` may be called.
 */
export function redisScript(names: readonly TransitionName[], failureThreshold: number): string {
  const transitions = circuitTransitions(failureThreshold);
  const branches = names.map((name, i) => {
    const { when, remove } = transitions[name];
    return [
      `${i === 0 ? 'if' : 'elseif'} ${conjunction(when)} then`,
      `  applied = '${name}'`,
      ...(remove.length > 0 ? [`  redis.call('HDEL', KEYS[1], ${remove.map(quoted).join(', ')})`] : []),
      `  redis.call('HSET', KEYS[1], ${assignments(transitions[name])
        .map(([field, value]) => `${quoted(field)}, ${written(value)}`)
        .join(', ')})`,
    ].join('\n');
  });
  return [
    `local time = redis.call('TIME')`,
    `local now = time[1] * 1000 + math.floor(time[2] / 1000)`,
    `local flat = redis.call('HGETALL', KEYS[1])`,
    ...(names.length === 0
      ? [`return { '', now, unpack(flat) }`]
      : [
          `local c = {}`,
          `for i = 1, #flat, 2 do c[flat[i]] = flat[i + 1] end`,
          `local function number(field) return tonumber(c[field] or '0') end`,
          ...ARGUMENTS.map(
            (name, i) => `local ${name} = ${TEXT_PARAMETERS.has(name) ? `ARGV[${i + 1}]` : `tonumber(ARGV[${i + 1}])`}`,
          ),
          `gen = gen or number('gen')`,
          `local applied = ''`,
          ...branches,
          `end`,
          `if applied ~= '' then flat = redis.call('HGETALL', KEYS[1]) end`,
          `return { applied, now, unpack(flat) }`,
        ]),
  ].join('\n');
}

const quoted = (text: string): string => `'${text}'`;
const conjunction = (conditions: readonly Condition[]): string => conditions.map(condition).join(' and ') || 'true';

function condition(one: Condition): string {
  if ('anyOf' in one) return one.anyOf.length === 0 ? 'false' : `(${one.anyOf.map(conjunction).join(' or ')})`;
  if ('absent' in one) return `not c.${one.absent}`;
  if ('present' in one) return `c.${one.present}`;
  const compared = `${read(one.field)} ${one.is === '=' ? '==' : one.is} ${operand(one.value)}`;
  return one.orAbsent ? `(not c.${one.field} or ${compared})` : `(c.${one.field} and ${compared})`;
}

const read = (field: CircuitField): string => (TEXT_FIELDS.has(field) ? `c.${field}` : `number('${field}')`);

function operand(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return String(value);
  if ('parameter' in value) return value.parameter;
  if ('now' in value)
    return ['now', ...(value.plus ? [`+ ${value.plus}`] : []), ...(value.minus ? [`- ${value.minus}`] : [])].join(' ');
  if (TEXT_FIELDS.has(value.field)) return `(c.${value.field} or ${quoted(String(absentValue(value.field)))})`;
  return value.plus === undefined ? read(value.field) : `${read(value.field)} + ${value.plus}`;
}

/** Redis keeps text, and Lua would print a time as 1.7e+12. */
function written(value: Value): string {
  const isText =
    typeof value === 'string' ||
    (typeof value === 'object' && 'parameter' in value && TEXT_PARAMETERS.has(value.parameter)) ||
    (typeof value === 'object' && 'field' in value && TEXT_FIELDS.has(value.field));
  return isText ? operand(value) : `string.format('%.0f', ${operand(value)})`;
}
