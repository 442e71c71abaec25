import type { BindNode, ParentNode, VariableNode } from '../ast.js';
import { unbound } from '../frame.js';
import type { Frame } from '../frame.js';
import type { Location } from '../lexical-scope.js';
import type { FunctionValue } from '../values/function-value.js';
import type { Code, Compilation } from './compilation.js';

export function compileVariable(node: VariableNode, compilation: Compilation): Code {
  if (node.value === '') return (input) => input;
  // `$$` is the input document: a Step Functions expression has none.
  if (node.value === '$') return () => undefined;
  return compileName(node.value, compilation);
}

/** `%`: the context of an earlier step, which the parser has given a label that the path's tuples carry. */
export function compileParent(node: ParentNode, compilation: Compilation): Code {
  return compileName(node.slot.label, compilation);
}

/** Finds a name among the local variables, then the workflow's, then the built-in functions. */
export function compileName(name: string, compilation: Compilation): Code {
  const locations = compilation.scope.locate(name);
  const [first] = locations;
  const outside = globalVariable(name, compilation.builtIns);
  if (first === undefined) return outside;
  const { slot } = first;
  if (first.hops === 0 && slot !== undefined) {
    if (first.always) return (_input, frame) => frame.slots[slot];
    const others = search(locations.slice(1), name, outside);
    return (input, frame) => {
      const value = frame.slots[slot];
      return value === unbound ? others(input, frame) : value;
    };
  }
  return search(locations, name, outside);
}

function search(locations: readonly Location[], name: string, outside: Code): Code {
  return (input, frame) => {
    for (const { hops, slot } of locations) {
      const holder = ancestor(frame, hops);
      if (slot !== undefined) {
        const value = holder.slots[slot];
        if (value !== unbound) return value;
      } else if (holder.tuple !== undefined && Object.hasOwn(holder.tuple, name)) {
        return holder.tuple[name];
      }
    }
    return outside(input, frame);
  };
}

function ancestor(frame: Frame, hops: number): Frame {
  let holder = frame;
  for (let hop = 0; hop < hops; hop += 1) holder = holder.parent ?? holder;
  return holder;
}

function globalVariable(name: string, builtIns: ReadonlyMap<string, FunctionValue>): Code {
  const builtIn = builtIns.get(name);
  if (builtIn === undefined) return (_input, frame) => frame.run.scope.variable(name);
  return (_input, frame) => {
    const value = frame.run.scope.variable(name);
    return value === undefined ? builtIn : value;
  };
}

/** `$x := …` binds in the frame that contains it, and its value is what it binds. */
export function compileBind(node: BindNode, compilation: Compilation): Code {
  const value = compilation.compile(node.rhs);
  const slot = compilation.scope.slotOf(node.lhs.value);
  if (slot === undefined) throw new Error(`No slot was reserved for $${node.lhs.value}`);
  return (input, frame) => {
    const bound = value(input, frame);
    frame.slots[slot] = bound;
    return bound;
  };
}
