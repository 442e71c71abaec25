import type { AstNode } from './ast.js';
import { compileArray } from './compile/array.js';
import { compileApply, compileCall, compilePartial } from './compile/call.js';
import type { Code, Compilation, Region } from './compile/compilation.js';
import { compileBlock, compileCondition } from './compile/control.js';
import { compileFilter } from './compile/filter.js';
import { compileLambda } from './compile/lambda.js';
import { compileLiteral, compileRegex } from './compile/literal.js';
import { compileGroup, compileObject } from './compile/object.js';
import { compileBinary, compileNegation } from './compile/operator.js';
import { compileNameStep, compilePath } from './compile/path.js';
import { compileTransform } from './compile/transform.js';
import { compileBind, compileParent, compileVariable } from './compile/variable.js';
import { compileDescendants, compileWildcard } from './compile/wildcard.js';
import type { LexicalScope } from './lexical-scope.js';
import { finished } from './values/function-value.js';
import type { FunctionValue } from './values/function-value.js';
import { collapse } from './values/sequence.js';

/** Compiles a syntax tree to closures, once; `region` tells how deep the code nests. */
export function compileExpression(
  node: AstNode,
  scope: LexicalScope,
  builtIns: ReadonlyMap<string, FunctionValue>,
): { readonly code: Code; readonly region: Region } {
  const region = { depth: 0 };
  return { code: compilationAt(scope, 0, region, builtIns).compile(node), region };
}

function compilationAt(
  scope: LexicalScope,
  depth: number,
  region: Region,
  builtIns: ReadonlyMap<string, FunctionValue>,
): Compilation {
  const at = (innerScope: LexicalScope, innerDepth: number, innerRegion: Region): Compilation =>
    compilationAt(innerScope, innerDepth, innerRegion, builtIns);
  const compilation: Compilation = {
    scope,
    depth,
    builtIns,
    compile: (node) => {
      region.depth = Math.max(region.depth, depth + 1);
      return compileNode(node, at(scope, depth + 1, region));
    },
    compileBranch: (node) => {
      const branch = { depth: depth + 1 };
      const code = compileNode(node, at(scope, depth + 1, branch));
      return (input, frame) => {
        frame.run.enter(branch.depth);
        return code(input, frame);
      };
    },
    within: (inner) => at(inner, depth, region),
    functionBody: (inner) => {
      const body = { depth: 0 };
      return { compilation: at(inner, 0, body), region: body };
    },
  };
  return compilation;
}

function compileNode(node: AstNode, compilation: Compilation): Code {
  let code = compileKind(node, compilation);
  for (const stage of node.predicate ?? []) {
    const value = code;
    const filter = compileFilter(stage, compilation);
    code = (input, frame) => filter(value(input, frame), frame);
  }
  if (node.type !== 'path' && node.group !== undefined) {
    const value = code;
    const group = compileGroup(node.group.lhs, node.group.position, compilation);
    // JSONata would group a call in tail position before it is made, and give away its own insides.
    code = (input, frame) => group(finished(value(input, frame), input, frame.run), frame);
  }
  if (node.predicate === undefined && node.keepArray !== true && !makesSequence(node)) return code;
  const { keepArray } = node;
  const value = code;
  return (input, frame) => collapse(value(input, frame), frame.run, keepArray);
}

/** Whether the node's own result may be a sequence. A path and a name collapse theirs themselves. */
function makesSequence(node: AstNode): boolean {
  return sequenceKinds.has(node.type) || (node.type === 'binary' && node.value === '..');
}

const sequenceKinds: ReadonlySet<AstNode['type']> = new Set(['wildcard', 'descendant', 'function', 'apply']);

function compileKind(node: AstNode, compilation: Compilation): Code {
  switch (node.type) {
    case 'path':
      return compilePath(node, compilation);
    case 'binary':
      return compileBinary(node, compilation);
    case 'unary':
      if (node.value === '[') return compileArray(node, compilation);
      return node.value === '{' ? compileObject(node, compilation) : compileNegation(node, compilation);
    case 'name':
      return compileNameStep(node);
    case 'string':
    case 'number':
    case 'value':
      return compileLiteral(node);
    case 'wildcard':
      return compileWildcard();
    case 'descendant':
      return compileDescendants();
    case 'parent':
      return compileParent(node, compilation);
    case 'condition':
      return compileCondition(node, compilation);
    case 'block':
      return compileBlock(node, compilation);
    case 'bind':
      return compileBind(node, compilation);
    case 'regex':
      return compileRegex(node);
    case 'function':
      return compileCall(node, compilation);
    case 'variable':
      return compileVariable(node, compilation);
    case 'lambda':
      return compileLambda(node, compilation);
    case 'partial':
      return compilePartial(node, compilation);
    case 'apply':
      return compileApply(node, compilation);
    case 'transform':
      return compileTransform(node, compilation);
    case 'sort':
    case 'operator':
      throw new Error(`A ${node.type} node is compiled by the node that holds it`);
  }
}
