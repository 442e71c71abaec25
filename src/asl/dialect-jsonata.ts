import { isCloudFormationValue, type ReferenceWriter } from './cloudformation.js';
import type { Dialect } from './dialect.js';
import { isExpression, nodeOf } from './expression.js';
import { jsonataIn, withoutSubstitutions } from './jsonata-text.js';
import { renderJsonata } from './render-jsonata.js';

/** JSONata: every field takes `{% … %}`, in any part of it. */
export function jsonataDialect(writer: ReferenceWriter): Dialect {
  const template = (value: unknown) => renderTemplate(value, writer);
  return {
    template,
    scalar: (field, value) => ({ [field]: template(value) }),
    arguments: (value) => ({ Arguments: template(value) }),
    assign: (values) => ({ Assign: template(values) }),
    output: (_of, value) => ({ Output: template(value) }),
    items: (value) => ({ Items: template(value) }),
    itemSelector: (value) => ({ ItemSelector: template(value) }),
    pick: (path) => ({ Output: `{% ${['$states.result', ...path].join('.')} %}` }),
    condition: (value) => ({ Condition: template(value) }),
  };
}

function renderTemplate(value: unknown, writer: ReferenceWriter): unknown {
  if (isExpression(value)) return `{% ${renderJsonata(nodeOf(value))} %}`;
  if (isCloudFormationValue(value)) return writer.write(value);
  if (typeof value === 'string') return renderText(value);
  if (Array.isArray(value)) return value.map((element) => renderTemplate(element, writer));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, renderTemplate(field, writer)]),
  );
}

function renderText(text: string): string {
  const source = jsonataIn(text);
  return source === undefined ? text : `{%${withoutSubstitutions(source)}%}`;
}
