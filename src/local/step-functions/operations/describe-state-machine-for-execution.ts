import { variableReferences } from '../definition/variable-references.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, includedData } from '../wire/request-members.js';

/** The machine as it was when the execution began: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html */
export const describeStateMachineForExecution = operation(
  { executionArn: required(arn), includedData },
  ({ executionArn, includedData: included }, service) => {
    const { execution, machine, revision } = service.executions.get(executionArn);
    const mapRun = execution.mapRunArn === undefined ? undefined : service.engine.mapRun(execution.mapRunArn);
    const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration, id } = revision;
    const references = included === 'METADATA_ONLY' ? undefined : variableReferences(definition);
    return {
      stateMachineArn: mapRun?.stateMachineArn ?? machine.arn,
      ...(mapRun === undefined ? {} : { mapRunArn: mapRun.mapRunArn, label: mapRun.label }),
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
