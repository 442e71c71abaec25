import { checkAsl, type Problem } from '../../asl/index.js';
import { isError } from '../../runtime/is-error.js';
import { ModuleError } from '../import-module.js';
import type { AnyMachine } from '../machine-value.js';
import { moduleMachines } from '../module-machines.js';
import { UsageError } from '../usage-error.js';
import { UnreadableDefinitionError } from './definition-file.js';

/** A machine of a module, or what kept it from being built. */
export interface CheckedMachine {
  /** The name of its file when it is synthesised; absent when it was not built. */
  readonly machine?: string;
  readonly definition?: unknown;
  /** With the lines of the source, where the builder knows them. */
  readonly problems: readonly Problem[];
}

/**
 * Every machine that a module exports.
 *
 * @throws UnreadableDefinitionError for a module that cannot be loaded, or has no machine
 */
export async function checkModule(file: string, stage: string): Promise<readonly CheckedMachine[]> {
  try {
    const machines = Object.entries(await moduleMachines(file, stage));
    return machines.map(([machine, built]) => ({ machine, ...checked(built) }));
  } catch (error) {
    if (error instanceof UsageError) throw new UnreadableDefinitionError(error.message);
    if (!(error instanceof ModuleError)) throw error;
    const problems = refusals(error);
    if (problems.length === 0) throw new UnreadableDefinitionError(error.message);
    return [{ problems }];
  }
}

/** The builder reports what the definition no longer shows; this version may know more than the one that built the machine. */
function checked({ toDefinition, warnings }: AnyMachine): Omit<CheckedMachine, 'machine'> {
  const { definition } = toDefinition();
  const known = new Set(warnings.map(identity));
  return {
    definition,
    problems: [...warnings, ...checkAsl(definition).filter((problem) => !known.has(identity(problem)))],
  };
}

const identity = ({ code, path, state, field, message }: Problem): string =>
  JSON.stringify([code, path, state, field, message]);

/** What to do about a field of a circuit, by how its problem begins. */
const FIXES = [
  ['is not a field', 'correct its name, or remove it'],
  ['must not be set', 'remove it'],
] as const;

/** What the builder, or a circuit's configuration, found before there was a machine; of a folder, in all its modules. */
export function refusals({ message, cause }: ModuleError): readonly Problem[] {
  if (cause instanceof AggregateError) return (cause.errors as readonly ModuleError[]).flatMap(refusals);
  if (!isError(cause) || !('problems' in cause)) return [];
  if (cause.name === 'WorkflowError') return cause.problems as readonly Problem[];
  if (cause.name !== 'CircuitConfigurationError') return [];
  const [, file, line] = /^(.*?):(\d+): /.exec(message) ?? [];
  const problems = cause.problems as readonly {
    readonly path: string;
    readonly value: unknown;
    readonly expected: string;
  }[];
  return problems.map(({ path, value, expected }) => ({
    code: 'SB013',
    severity: 'error',
    field: `circuit.${path}`,
    ...(file !== undefined && line !== undefined && { file, line: Number(line) }),
    message: `${path} ${expected}, got ${JSON.stringify(value) ?? 'nothing'}`,
    fix: FIXES.find(([begins]) => expected.startsWith(begins))?.[1] ?? 'give it such a value',
  }));
}
