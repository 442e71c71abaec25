import { checkRevision } from '../records/state-machine.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, description } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html */
export const publishStateMachineVersion = operation(
  { stateMachineArn: required(arn), revisionId: text(), description },
  (request, service) => {
    const machine = service.stateMachines.get(request.stateMachineArn);
    checkRevision(machine, request.revisionId);
    const { arn: stateMachineVersionArn, createdAt } = machine.publish(service.clock.now(), request.description);
    return { stateMachineVersionArn, creationDate: epochSeconds(createdAt) };
  },
);
