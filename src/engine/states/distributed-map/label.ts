import type { StateSource } from '../../definition/state-source.js';

/** What a label may not have (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). */
const FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}/]/u;

const LONGEST = 40;

/** The Label, which the ARNs of the map run and its children show; undefined when the state has none. */
export function compileLabel(source: StateSource): string | undefined {
  if (!source.has('Label')) return undefined;
  const label = source.text('Label');
  const forbidden = FORBIDDEN.exec(label)?.[0];
  if (forbidden !== undefined) source.report('Label', `contains ${JSON.stringify(forbidden)}, which a label may not`);
  if (label.length > LONGEST) source.report('Label', `has ${label.length} characters: a label may have ${LONGEST}`);
  return label;
}
