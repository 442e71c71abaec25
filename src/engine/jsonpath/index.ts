/** @module The JSONPath dialect of Step Functions: paths, reference paths and payload templates. */
export { compilePath } from './path.js';
export type { Path } from './path.js';
export type { PathScope } from './path-scope.js';
export { compileReferencePath } from './reference-path.js';
export type { ReferencePath } from './reference-path.js';
export { compilePayloadTemplate } from './payload-template.js';
export type { PayloadTemplate } from './payload-template.js';
export { PathSyntaxError } from './path-syntax-error.js';
export { PathNotFoundError, describeMissingChoicePath, describeMissingPath } from './path-not-found-error.js';
export type { MissingPath } from './path-not-found-error.js';
export { ReferencePathConflictError } from './reference-path-conflict-error.js';
export { PayloadTemplateError } from './payload-template-error.js';
