import { variableReferences } from '../definition/variable-references.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, includedData } from '../wire/request-members.js';

/** The machine as it was when the execution began: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html */
export const describeStateMachineForExecution = operation(
  { executionArn: required(arn), includedData },
  ({ executionArn, includedData: included }, service) => {
    const { machine, revision } = service.executions.get(executionArn);
    const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration, id } = revision;
    const references = included === 'METADATA_ONLY' ? undefined : variableReferences(definition);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      roleArn,
      updateDate: epochSeconds(revision.updatedAt),
      loggingConfiguration,
      tracingConfiguration,
      encryptionConfiguration,
      ...(included === 'METADATA_ONLY' ? {} : { definition }),
      ...(id === 'INITIAL' ? {} : { revisionId: id }),
      ...(references === undefined ? {} : { variableReferences: references }),
    };
  },
);
