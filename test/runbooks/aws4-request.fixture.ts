/**
 * Asks the stand-in of a service whose SDK client is no package of this project. The stand-in reads the service's name
 * from the signature, and checks none.
 *
 * @returns the body of the answer
 * @throws Error named as the service names it, when it refuses
 */
export async function aws4Request(service: string, method: string, path: string, body?: string): Promise<string> {
  const answer = await fetch(new URL(path, process.env['AWS_ENDPOINT_URL']), {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${process.env['AWS_REGION']}/${service}/aws4_request`,
      'content-type': method === 'POST' && service === 'cloudformation' ? FORM : 'application/json',
    },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw Object.assign(new Error(text), { name: answer.headers.get('x-amzn-errortype') ?? `HTTP ${answer.status}` });
}

const FORM = 'application/x-www-form-urlencoded';
