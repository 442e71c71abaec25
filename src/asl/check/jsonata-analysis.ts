import { JSONATA_FUNCTIONS } from './jsonata-functions.js';
import { isAstNode, nodesIn, parseJsonata, type AstNode } from './jsonata-ast.js';
import { didYouMean } from '../../runtime/nearest.js';
import type { ProblemCode } from '../problem-code.js';

/** What a JSONata expression needs from its surroundings, and what is wrong with it in any place. */
export interface JsonataAnalysis {
  /** Variables of the state machine; names of functions too, when they are not called but mentioned. */
  readonly variables: ReadonlySet<string>;
  /** The parts of `$states`: `input`, `result`, `errorOutput`, `context`. */
  readonly states: ReadonlySet<string>;
  readonly findings: readonly JsonataFinding[];
}

export interface JsonataFinding {
  readonly code: ProblemCode;
  readonly message: string;
  readonly fix: string;
}

/** `$name.a[0].b` */
const REFERENCE = String.raw`\$[A-Za-z_]\w*(?:\.(?!(?:and|or|in|true|false|null|function)\b)[A-Za-z_]\w*|\[\d+\])*`;
const OPERAND = String.raw`(?:${REFERENCE}|\d+(?:\.\d+)?|'[^'\\]*'|true|false)`;
const OPERATOR = String.raw` (?:[-+*/&=<>]|!=|<=|>=|and|or) `;
/** References and literals between operators: most expressions are no more than that, and need no parser. */
const PLAIN = new RegExp(`^\\s*${OPERAND}(?:${OPERATOR}${OPERAND})*\\s*$`);
const IN_PLAIN = new RegExp(`'[^']*'|${REFERENCE}`, 'g');

export function analyseJsonata(source: string): JsonataAnalysis {
  if (PLAIN.test(source)) return plainReferences(source.match(IN_PLAIN) ?? []);
  const ast = parseJsonata(source);
  if (!isAstNode(ast)) {
    const at = ast.position === undefined ? '' : ` (character ${ast.position})`;
    const message = `'${source.trim()}' is not JSONata: ${ast.message}${at}`;
    return { ...NOTHING, findings: [{ code: 'SB101', message, fix: syntaxFix(source) }] };
  }
  const walk = new Walk();
  walk.visit(ast, { local: new Set(), top: true });
  return walk;
}

const NOTHING: JsonataAnalysis = { variables: new Set(), states: new Set(), findings: [] };

function plainReferences(texts: readonly string[]): JsonataAnalysis {
  const variables = new Set<string>();
  const states = new Set<string>();
  for (const text of texts) {
    const [, name, part] = /^\$(\w+)(?:\.(\w+))?/.exec(text) ?? [];
    if (name === 'states' && part !== undefined) states.add(part);
    else if (name !== undefined && name !== 'states') variables.add(name);
  }
  return { variables, states, findings: [] };
}

/** Operators of later versions are the most likely reason. */
function syntaxFix(source: string): string {
  if (/\?\?/.test(source))
    return "Step Functions runs JSONata 2.0.6, which has no '??': write $exists(x) ? x : y (coalesce in the builder)";
  if (/\?:/.test(source)) return "Step Functions runs JSONata 2.0.6, which has no '?:': write x ? x : y";
  return 'correct the expression';
}

interface Surroundings {
  /** Names bound inside the expression. */
  readonly local: ReadonlySet<string>;
  /** Whether there is no implicit input: outside every path, predicate and sort. */
  readonly top: boolean;
}

class Walk implements JsonataAnalysis {
  readonly variables = new Set<string>();
  readonly states = new Set<string>();
  readonly findings: JsonataFinding[] = [];

  visit(node: AstNode, at: Surroundings): void {
    switch (node.type) {
      case 'variable':
        this.variable(node, at);
        break;
      case 'path':
        this.path(node, at);
        return;
      case 'name':
        if (at.top) this.bareName(String(node.value));
        break;
      case 'wildcard':
      case 'descendant':
        if (at.top) this.bareName(node.type === 'wildcard' ? '*' : '**');
        break;
      case 'function':
      case 'partial':
        this.call(node, at);
        break;
      case 'lambda':
        this.all(node.body, {
          ...at,
          local: union(
            at.local,
            nodesIn(node.arguments).map((one) => String(one.value)),
          ),
        });
        return;
      case 'block':
        this.block(node, at);
        break;
      case 'bind':
        this.bind(node, at);
        break;
      case 'transform':
        for (const part of [node.pattern, node.update, node.delete]) this.all(part, { ...at, top: false });
        break;
      case 'sort':
        for (const term of Array.isArray(node.terms) ? node.terms : [])
          this.all((term as { readonly expression?: unknown }).expression, { ...at, top: false });
        break;
      default:
        for (const [field, value] of Object.entries(node)) if (!QUALIFIERS.has(field)) this.all(value, at);
    }
    this.qualifiers(node, at);
  }

  private all(value: unknown, at: Surroundings): void {
    for (const node of nodesIn(value)) this.visit(node, at);
  }

  /** Predicates and grouping look at each value: inside them there is an implicit input. */
  private qualifiers(node: AstNode, at: Surroundings): void {
    const inside = { ...at, top: false };
    for (const field of ['predicate', 'stages']) {
      for (const stage of nodesIn(node[field])) this.all(stage.type === 'filter' ? stage.expr : undefined, inside);
    }
    const group = node.group as { readonly lhs?: unknown } | undefined;
    if (group !== undefined) this.all(group.lhs, inside);
  }

  private variable({ value }: AstNode, at: Surroundings): void {
    const name = String(value);
    if (name === '') {
      if (at.top)
        this.unsupported(
          "'$' has no meaning at the top of an expression: there is no implicit input",
          'write $states.input',
        );
    } else if (name === '$') this.unsupported("'$$' is not available in Step Functions", 'write $states.input');
    else if (name !== 'states' && !at.local.has(name)) this.variables.add(name);
  }

  private path(node: AstNode, at: Surroundings): void {
    const steps = nodesIn(node.steps);
    const [head, second] = steps;
    if (head?.type === 'variable' && head.value === 'states' && second?.type === 'name')
      this.states.add(String(second.value));
    let { local } = at;
    for (const [index, step] of steps.entries()) {
      local = union(local, namesBoundBy(step));
      this.visit(step, { local, top: at.top && index === 0 });
    }
    this.qualifiers(node, { ...at, local });
  }

  private call(node: AstNode, at: Surroundings): void {
    const procedure = isAstNode(node.procedure) ? node.procedure : undefined;
    if (procedure?.type === 'variable') this.calledName(String(procedure.value), at);
    else if (procedure?.type === 'path' && nodesIn(procedure.steps).length === 1) this.calledWithoutDollar(procedure);
    else this.all(procedure, at);
    this.all(node.arguments, at);
  }

  private calledName(name: string, at: Surroundings): void {
    if (at.local.has(name) || JSONATA_FUNCTIONS.has(name)) return;
    if (name === 'eval') {
      this.unsupported('$eval is not available in Step Functions', 'use $parse to read JSON text');
      return;
    }
    this.findings.push({
      code: 'SB102',
      message: `$${name} is not a function`,
      fix: didYouMean(
        `$${name}`,
        [...JSONATA_FUNCTIONS].map((known) => `$${known}`),
        'see the functions of JSONata and of Step Functions',
      ),
    });
  }

  private calledWithoutDollar(procedure: AstNode): void {
    const name = String(nodesIn(procedure.steps)[0]?.value);
    this.findings.push({
      code: 'SB102',
      message: `${name} is not a function`,
      fix: `functions begin with a dollar sign: $${name}(…)`,
    });
  }

  private block(node: AstNode, at: Surroundings): void {
    let { local } = at;
    for (const expression of nodesIn(node.expressions)) {
      this.visit(expression, { ...at, local });
      if (expression.type === 'bind')
        local = union(
          local,
          nodesIn(expression.lhs).map((one) => String(one.value)),
        );
    }
  }

  /** A function may call itself by the name it is bound to. */
  private bind(node: AstNode, at: Surroundings): void {
    const names = nodesIn(node.lhs).map((one) => String(one.value));
    const recursive = nodesIn(node.rhs).some(({ type }) => type === 'lambda');
    this.all(node.rhs, recursive ? { ...at, local: union(at.local, names) } : at);
  }

  private bareName(name: string): void {
    this.findings.push({
      code: 'SB103',
      message: `'${name}' is a bare name, but Step Functions has no implicit input`,
      fix: `write $states.input.${name}${/^[A-Za-z_]\w*$/.test(name) ? `, or $${name} if it is a variable` : ''}`,
    });
  }

  private unsupported(message: string, fix: string): void {
    this.findings.push({ code: 'SB104', message, fix });
  }
}

const QUALIFIERS = new Set(['predicate', 'stages', 'group', 'position', 'value', 'type']);

/** `items@$item#$index`: names for the value and its position, for its predicates and the steps that follow. */
function namesBoundBy(step: AstNode): readonly string[] {
  const positions = nodesIn(step.stages)
    .filter(({ type }) => type === 'index')
    .map(({ value }) => value);
  return [step.focus, step.index, ...positions].filter((name) => typeof name === 'string');
}

function union(names: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return more.length === 0 ? names : new Set([...names, ...more]);
}
