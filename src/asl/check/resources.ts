import { inState, type Report } from './report.js';
import { statesOf, type FlowView, type StateView } from './view.js';

/** What a Task calls, and whether it can be answered (SB401, SB403). */
export function checkResources(flow: FlowView, report: Report): void {
  for (const state of statesOf(flow)) {
    const { Resource } = state.fields;
    if (state.type === 'Task' && typeof Resource === 'string') checkResource(state, Resource, report);
  }
}

function checkResource(state: StateView, resource: string, report: Report): void {
  if (!/^(arn:|\$\{|\{%)/.test(resource)) {
    report(
      inState(state, ['Resource'], {
        code: 'SB403',
        message: `'${resource}' is not an ARN`,
        fix: 'name an integration (arn:aws:states:::lambda:invoke), a Lambda function or an activity by its ARN',
      }),
    );
  } else if (/:aws-sdk:.*\.sync(:2)?$/.test(resource)) {
    report(
      inState(state, ['Resource'], {
        code: 'SB403',
        message: 'SDK integrations cannot wait for a job: .sync exists for optimised integrations only',
        fix: 'use the optimised integration of the service, or .waitForTaskToken',
      }),
    );
  }
  if (resource.endsWith('.waitForTaskToken') && !sendsToken(state)) {
    report(
      inState(state, [state.language === 'JSONata' ? 'Arguments' : 'Parameters'], {
        code: 'SB401',
        message: 'waits for its task token to be answered, but sends it to nobody',
        fix: "put the token in the arguments: context.Task.Token in the builder, '{% $states.context.Task.Token %}' or '$$.Task.Token' in ASL",
      }),
    );
  }
}

/** The token itself, or a whole that has it. */
function sendsToken({ fields }: StateView): boolean {
  const text = JSON.stringify([fields.Arguments, fields.Parameters, fields.InputPath]);
  return /Task\s*\.\s*Token|"\$\$(\.Task)?"|\$states\.context(\.Task)?\s*[^.\w]/.test(text);
}
