import { inFlow, inState, type Report } from './report.js';
import { allFlows, statesOf, type FlowView } from './view.js';

const MAXIMUM_DEFINITION_BYTES = 1_048_576;
/** What a state may be given, hand on, or keep in a variable. */
const MAXIMUM_PAYLOAD_BYTES = 262_144;

const PAYLOADS = ['Result', 'Parameters', 'Arguments', 'Output', 'Assign', 'Items', 'ItemSelector'];

/** Step Functions' limits for definitions and payloads, in bytes of UTF-8 (SB404, SB405). */
export function checkSize(machine: FlowView, report: Report): void {
  const size = bytesOf(machine.fields);
  if (size > MAXIMUM_DEFINITION_BYTES) {
    report(
      inFlow(machine, [], {
        code: 'SB404',
        message: `the definition has ${size} bytes; Step Functions accepts ${MAXIMUM_DEFINITION_BYTES}`,
        fix: 'move a part of it into a machine of its own and start that with states:startExecution',
      }),
    );
  }
  if (size <= MAXIMUM_PAYLOAD_BYTES) return;
  for (const state of allFlows(machine).flatMap(statesOf)) {
    for (const field of PAYLOADS) {
      const bytes = bytesOf(state.fields[field]);
      if (bytes <= MAXIMUM_PAYLOAD_BYTES) continue;
      report(
        inState(state, [field], {
          code: 'SB405',
          message: `has ${bytes} bytes as written; Step Functions carries ${MAXIMUM_PAYLOAD_BYTES} from state to state`,
          fix: 'keep the data in S3 or DynamoDB and carry the key',
        }),
      );
    }
  }
}

function bytesOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}
