import type { AstNode } from '../ast.js';
import { Ancestry } from './ancestry.js';
import type { Draft } from './draft.js';
import * as expressions from './expression-forms.js';
import { pathForms } from './path-forms.js';
import { syntaxError } from './syntax-error.js';
import type { Syntax } from './syntax.js';
import type { FormBuilders, TreeBuilder } from './tree-builder.js';

const { name, literal, parent, operator, end, binary, bind, apply, negation } = expressions;
const { array, object, block, call, lambda, condition, transform } = expressions;

const forms: FormBuilders<Syntax['type']> = {
  ...pathForms,
  name,
  variable: literal,
  string: literal,
  number: literal,
  value: literal,
  regex: literal,
  wildcard: literal,
  descendant: literal,
  parent,
  operator,
  end,
  binary,
  bind,
  apply,
  negation,
  array,
  object,
  block,
  function: call,
  partial: call,
  lambda,
  condition,
  transform,
};

/**
 * Makes the tree that is compiled from an expression as it is written: steps are gathered into paths, predicates and
 * bindings put on the steps they belong to, parents found, and calls in tail position marked.
 *
 * @throws JsonataSyntaxError S0207, S0209, S0210, S0213, S0215 … S0217
 */
export function buildTree(syntax: Syntax): AstNode {
  const builder = new Builder();
  const tree = builder.build(syntax);
  if (builder.ancestry.isSeeking(tree)) throw syntaxError('S0217', tree.position, { token: tree.type });
  return tree;
}

class Builder implements TreeBuilder {
  readonly ancestry = new Ancestry();

  build(syntax: Syntax): Draft {
    // Each builder takes the form it is listed under, which the types cannot tell of a form that may be any of them.
    const buildForm = forms[syntax.type] as (syntax: Syntax, builder: TreeBuilder) => Draft;
    const node = buildForm(syntax, this);
    if (syntax.keepArray) node.keepArray = true;
    return node;
  }
}
