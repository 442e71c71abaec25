import { required } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn, tags } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */
export const tagResource = operation({ resourceArn: required(arn), tags: required(tags) }, (request, service) => {
  service.tags.set(service.taggable(request.resourceArn), request.tags);
  return {};
});
