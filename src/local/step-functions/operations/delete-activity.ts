import { parseArn } from '../names/arn.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** No error when there is none: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteActivity.html */
export const deleteActivity = operation({ activityArn: required(arn) }, ({ activityArn }, service) => {
  parseArn(activityArn, 'activity');
  service.activities.delete(activityArn);
  service.tags.forget(activityArn);
  return {};
});
