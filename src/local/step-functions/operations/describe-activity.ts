import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeActivity.html */
export const describeActivity = operation({ activityArn: required(arn) }, ({ activityArn }, service) => {
  const { name, createdAt, encryptionConfiguration } = service.activity(activityArn);
  return { activityArn, name, creationDate: epochSeconds(createdAt), encryptionConfiguration };
});
