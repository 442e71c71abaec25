import { checkResourceName } from '../names/resource-name.js';
import { epochSeconds } from '../wire/epoch-seconds.js';
import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { encryptionConfiguration, name, tags } from '../wire/request-members.js';

/** Idempotent: https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html */
export const createActivity = operation({ name: required(name), tags, encryptionConfiguration }, (request, service) => {
  const activityArn = service.arn('activity', checkResourceName(request.name));
  let activity = service.activities.get(activityArn);
  if (activity === undefined) {
    activity = {
      arn: activityArn,
      name: request.name,
      createdAt: service.clock.now(),
      encryptionConfiguration: request.encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
    };
    service.tags.set(activityArn, request.tags ?? []);
    service.activities.set(activityArn, activity);
  }
  return { activityArn, creationDate: epochSeconds(activity.createdAt) };
});
