import { parse } from 'acorn';

/** What a bundler has to take for something that happens, rather than a value. */
const EFFECTS = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'MemberExpression',
  'SpreadElement',
  'TemplateLiteral',
]);

/**
 * Lets bundlers leave out what a program does not use: the value of a constant at the top of a module is
 * computed by a function whose call is marked as pure, with whatever is called in there. Right for modules that do nothing
 * but define, which `sideEffects` in package.json says of ours.
 *
 * @param {string} code an ES module
 * @returns {string}
 */
export function withPureInitialisers(code) {
  const declarators = parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
    .body.filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations)
    // A class is named after its variable, and bundlers understand it as it is.
    .filter(({ id, init }) => id.type === 'Identifier' && init && init.type !== 'ClassExpression' && hasEffect(init));
  let written = code;
  for (const { init } of declarators.reverse()) {
    const value = written.slice(init.start, init.end);
    written = `${written.slice(0, init.start)}/* @__PURE__ */ (() => (${value}))()${written.slice(init.end)}`;
  }
  return written;
}

/** Whether something happens when the expression is evaluated. What is in a function happens later. */
function hasEffect(node) {
  if (Array.isArray(node)) return node.some(hasEffect);
  if (typeof node !== 'object' || node === null || /Function/.test(node.type)) return false;
  return EFFECTS.has(node.type) || Object.values(node).some(hasEffect);
}
