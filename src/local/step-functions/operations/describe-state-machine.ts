import { variableReferences } from '../definition/variable-references.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, includedData } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const describeStateMachine = operation(
  { stateMachineArn: required(arn), includedData },
  ({ stateMachineArn, includedData: included }, service) => {
    const { machine, version, revision } = service.stateMachines.resolve(stateMachineArn);
    const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration, id } = revision;
    const references = included === 'METADATA_ONLY' ? undefined : variableReferences(definition);
    return {
      stateMachineArn: version?.arn ?? machine.arn,
      name: machine.name,
      status: 'ACTIVE',
      type: machine.type,
      creationDate: epochSeconds(version?.createdAt ?? machine.createdAt),
      roleArn,
      loggingConfiguration,
      tracingConfiguration,
      encryptionConfiguration,
      ...(included === 'METADATA_ONLY' ? {} : { definition }),
      ...(id === 'INITIAL' ? {} : { revisionId: id }),
      ...(version?.description === undefined ? {} : { description: version.description }),
      ...(references === undefined ? {} : { variableReferences: references }),
    };
  },
);
