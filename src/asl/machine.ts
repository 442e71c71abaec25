import type { Asl } from './asl.js';
import { checkAsl } from './check/check-asl.js';
import { intrinsicsWriter, substitutionsWriter, type Intrinsic, type ReferenceWriter } from './cloudformation.js';
import type { QueryLanguage } from './definition.js';
import { jsonataDialect } from './dialect-jsonata.js';
import { jsonPathDialect } from './dialect-jsonpath.js';
import { emitFlow } from './emit-flow.js';
import type { FlowDefinition } from './flow.js';
import type { Problem } from './problem.js';
import { locateProblems } from './source-line.js';
import type { SourcePosition } from './source-position.js';
import { WorkflowError } from './workflow-error.js';

/** A state machine that has been built and checked. `I` and `O` are what its executions take and give. */
export interface Machine<I, O> {
  readonly types?: { readonly input: I; readonly output: O };
  /** What is legal and probably not meant. Errors never get here: `machine()` throws them. */
  readonly warnings: readonly Problem[];
  /**
   * The definition with CloudFormation's intrinsics in it (`{ 'Fn::GetAtt': [...] }`): for the Serverless Framework and
   * for `Definition` in a template. The same on every call.
   */
  toAsl(): Asl;
  /**
   * The definition with `${Name}` where CloudFormation has to fill something in, and what that is: for SAM, CDK and
   * Terraform (`DefinitionString`, `DefinitionSubstitutions`). The same on every call.
   */
  toDefinition(): MachineText;
}

export interface MachineText {
  readonly definition: Asl;
  readonly substitutions: Readonly<Record<string, Intrinsic>>;
}

/** A machine as it was written, its types erased. */
export interface UntypedMachine extends FlowDefinition {
  readonly name?: string;
  readonly timeoutSeconds?: number;
  readonly version?: string;
  readonly queryLanguage?: QueryLanguage;
}

/** @throws {WorkflowError} with every problem found. */
export function buildMachine(machine: UntypedMachine, position: SourcePosition | undefined): Machine<never, never> {
  const problems: Problem[] = [];
  const { definition, substitutions } = emit(machine, substitutionsWriter(), problems);
  problems.push(...checkAsl(definition));
  if (problems.some(({ severity }) => severity === 'error')) {
    throw new WorkflowError(problems, { position, machine: machine.name });
  }
  return {
    warnings: locateProblems(problems, position),
    toAsl: () => emit(machine, intrinsicsWriter(), []).definition,
    toDefinition: () => ({ definition: structuredClone(definition), substitutions: structuredClone(substitutions) }),
  };
}

function emit(machine: UntypedMachine, writer: ReferenceWriter, problems: Problem[]): MachineText {
  const language = machine.queryLanguage ?? 'JSONata';
  const dialect = language === 'JSONata' ? jsonataDialect(writer) : jsonPathDialect(writer);
  const definition: Asl = {
    ...(machine.comment === undefined ? {} : { Comment: machine.comment }),
    QueryLanguage: language,
    ...(machine.version === undefined ? {} : { Version: machine.version }),
    ...(machine.timeoutSeconds === undefined ? {} : { TimeoutSeconds: machine.timeoutSeconds }),
    ...emitFlow(machine, dialect, problems),
  };
  return { definition, substitutions: writer.substitutions };
}
