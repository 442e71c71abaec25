import { checkAsl } from '../../../src/asl/index.js';
import { createEngine, InvalidDefinitionError } from '../../../src/engine/index.js';
import { compileIntrinsic, IntrinsicError } from '../../../src/engine/intrinsics/index.js';
import { compileJsonata, JsonataEvaluationError, JsonataSyntaxError } from '../../../src/engine/jsonata/index.js';
import {
  compilePath,
  compilePayloadTemplate,
  compileReferencePath,
  PathNotFoundError,
  PathSyntaxError,
  PayloadTemplateError,
  ReferencePathConflictError,
} from '../../../src/engine/jsonpath/index.js';
import { accepts, PATIENCE_MS, type Area } from '../area.js';
import { definition, graft } from '../generate/definition.js';
import { intrinsicText } from '../generate/intrinsic-text.js';
import { jsonValue } from '../generate/json-value.js';
import { endlessJsonataText, jsonataText } from '../generate/jsonata-text.js';
import { mutate } from '../generate/mutate.js';
import { pathText, referencePathText } from '../generate/path-text.js';
import { payloadTemplate } from '../generate/payload-template.js';
import { randomScope } from './scope.js';

const paths: Area = {
  name: 'JSONPath',
  share: 30,
  mistakes: 0.25,
  patience: PATIENCE_MS,
  attempt(draw) {
    const text = pathText(draw);
    return {
      show: () => text,
      run: () => accepts([PathSyntaxError, PathNotFoundError], () => toJson(compilePath(text).read(randomScope(draw)))),
    };
  },
};

const referencePaths: Area = {
  name: 'reference paths',
  share: 15,
  mistakes: 0.25,
  patience: PATIENCE_MS,
  attempt(draw) {
    const text = referencePathText(draw);
    const [root, value] = [jsonValue(draw, 4), jsonValue(draw)];
    return {
      show: () => `${text} of ${toJson(root)}`,
      run() {
        const before = toJson(root);
        const accepted = accepts([PathSyntaxError, ReferencePathConflictError], () => {
          const path = compileReferencePath(text);
          const written = path.write(root, value);
          if (toJson(path.read(written)) !== toJson(value)) throw new Error('What was written is not what is read');
        });
        if (toJson(root) !== before) throw new Error('The document was changed in its place');
        return accepted;
      },
    };
  },
};

const intrinsics: Area = {
  name: 'intrinsics',
  share: 18,
  mistakes: 0.2,
  patience: PATIENCE_MS,
  attempt(draw) {
    const text = intrinsicText(draw);
    return {
      show: () => text,
      run: () =>
        accepts([PathSyntaxError, IntrinsicError], () => toJson(compileIntrinsic(text).call(randomScope(draw)))),
    };
  },
};

const payloadTemplates: Area = {
  name: 'payload templates',
  share: 14,
  mistakes: 0.02,
  patience: PATIENCE_MS,
  attempt(draw) {
    const template = payloadTemplate(draw);
    return {
      show: () => toJson(template),
      run: () =>
        accepts([PayloadTemplateError, PathNotFoundError, IntrinsicError], () =>
          toJson(compilePayloadTemplate(template).render(randomScope(draw))),
        ),
    };
  },
};

/** One in so many expressions ends only at a limit; each takes all the time it is given. */
const ENDLESS = 1 / 2_000;

/** Less than Step Functions gives: the limit is tried often enough. */
const JSONATA_MS = 100;

const jsonata: Area = {
  name: 'JSONata',
  share: 10,
  mistakes: 0.25,
  patience: PATIENCE_MS,
  attempt(draw) {
    const text = draw.chance(ENDLESS) ? endlessJsonataText(draw) : jsonataText(draw);
    const data = jsonValue(draw, 4);
    const variables = new Map<string, unknown>([
      ['states', { input: data }],
      ['data', data],
    ]);
    const scope = {
      variable: (name: string) => variables.get(name),
      now: () => Date.UTC(2026, 0, 1),
      random: () => draw.unit(),
    };
    return {
      show: () => `${text} with $data := ${toJson(data)}`,
      run() {
        const before = toJson(data);
        const accepted = accepts([JsonataSyntaxError, JsonataEvaluationError], () =>
          toJson(compileJsonata(text).evaluate(scope, { milliseconds: JSONATA_MS })),
        );
        if (toJson(data) !== before) throw new Error('The data were changed in their place');
        return accepted;
      },
    };
  },
};

const engine = createEngine();

const definitions: Area = {
  name: 'compiler',
  share: 3,
  mistakes: 0.05,
  patience: PATIENCE_MS,
  attempt(draw) {
    const machine = draw.chance(0.3) ? graft(draw, definition(draw)) : definition(draw);
    // As text too: then its JSON may be broken, or nest deeper than a stack.
    const given = draw.chance(0.3) ? mutate(draw, JSON.stringify(machine)) : machine;
    const type = draw.pick(['STANDARD', 'EXPRESS'] as const);
    return {
      show: () => (typeof given === 'string' ? given : toJson(given)),
      run: () => accepts([InvalidDefinitionError], () => engine.compile({ definition: given, type })),
    };
  },
};

const checker: Area = {
  name: 'checker',
  share: 3,
  mistakes: 0.05,
  patience: PATIENCE_MS,
  attempt(draw) {
    const given = draw.chance(0.1)
      ? jsonValue(draw, 5)
      : draw.chance(0.3)
        ? graft(draw, definition(draw))
        : definition(draw);
    return { show: () => toJson(given), run: () => checkAsl(given).length === 0 };
  },
};

/** What reads texts: the languages of paths, functions, expressions and machines. */
export const languageAreas: readonly Area[] = [
  paths,
  referencePaths,
  intrinsics,
  payloadTemplates,
  jsonata,
  definitions,
  checker,
];

/** Results must be JSON: what cannot be written is a finding. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
