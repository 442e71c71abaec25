/** Settings of the AWS SDK while the demo runs: its requests stay on this machine and carry no real credentials. */
const settings: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};
/** What would win over the settings above, or send a request elsewhere. */
const removed = ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_BEARER_TOKEN_BEDROCK', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'];

/** Points the AWS SDK of this process at a local Bedrock; returns what puts the environment back. */
export function useLocalBedrock(url: string, environment: NodeJS.ProcessEnv = process.env): () => void {
  const wanted = { ...settings, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url };
  const names = [...Object.keys(wanted), ...removed];
  const before = names.map((name): [string, string | undefined] => [name, environment[name]]);
  for (const name of removed) delete environment[name];
  Object.assign(environment, wanted);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete environment[name];
      else environment[name] = value;
  };
}
