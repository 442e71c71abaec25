import { list, required, text } from '../wire/members.js';
import { operation } from '../wire/operation.js';
import { arn } from '../wire/request-members.js';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html */
export const untagResource = operation(
  { resourceArn: required(arn), tagKeys: required(list(text({ min: 1, max: 128 }))) },
  (request, service) => {
    service.tags.remove(service.taggable(request.resourceArn), request.tagKeys);
    return {};
  },
);
