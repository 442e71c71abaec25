import { epochSeconds } from '../wire/epoch-seconds.js';
import { operation } from '../wire/operation.js';
import { pageOf } from '../wire/page.js';
import { maxResults, pageToken } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListActivities.html */
export const listActivities = operation({ maxResults, nextToken: pageToken }, (request, service) => {
  const { items, nextToken } = pageOf([...service.activities.values()], request, 'ListActivities');
  return {
    activities: items.map(({ arn, name, createdAt }) => ({
      activityArn: arn,
      name,
      creationDate: epochSeconds(createdAt),
    })),
    nextToken,
  };
});
