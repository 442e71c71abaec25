import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html */
export const listTagsForResource = operation({ resourceArn: required(arn) }, ({ resourceArn }, service) => ({
  tags: service.tags.of(service.taggable(resourceArn)),
}));
