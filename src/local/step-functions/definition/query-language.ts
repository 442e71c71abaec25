import { fieldsOf, PROCESSORS, type DefinitionScope, type Fields } from './definition-scope.js';
import { schemaFailure, type Report } from './diagnostic.js';

/** Fields of one query language only. */
const JSONATA_ONLY = ['Arguments', 'Output', 'Items'];
const JSONPATH_ONLY = (
  'InputPath OutputPath ResultPath ResultSelector Parameters ItemsPath SecondsPath TimestampPath TimeoutSecondsPath ' +
  'HeartbeatSecondsPath ErrorPath CausePath MaxConcurrencyPath ToleratedFailureCountPath ToleratedFailurePercentagePath'
).split(' ');

/** The rules for `QueryLanguage`: a state may go over to JSONata, never back to JSONPath. */
export function checkQueryLanguages(machine: Fields, scopes: readonly DefinitionScope[], report: Report): void {
  const ofMachine = machine['QueryLanguage'] ?? 'JSONPath';
  for (const { states, location } of scopes) {
    for (const [name, state] of states) checkState(state, `${location}/States/${name}`, ofMachine, report);
  }
}

function checkState(state: Fields, location: string, ofMachine: unknown, report: Report): void {
  const language = state['QueryLanguage'] ?? ofMachine;
  if (language === 'JSONPath' && ofMachine === 'JSONata') {
    report(
      schemaFailure,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      location,
    );
    return;
  }
  const [own, other] = language === 'JSONPath' ? ['JSONPath', 'JSONata'] : ['JSONata', 'JSONPath'];
  for (const field of own === 'JSONPath' ? JSONATA_ONLY : JSONPATH_ONLY) {
    if (!(field in state)) continue;
    report(
      schemaFailure,
      `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
      location,
    );
  }
  for (const field of PROCESSORS) {
    if ('QueryLanguage' in fieldsOf(state[field])) {
      report(schemaFailure, "Field 'QueryLanguage' is not supported", `${location}/${field}`);
    }
  }
}
