import { MissingPackageError } from '../../runtime/optional-package.js';
import { importInstalledClient, type ClientModule, type ImportClient } from './client-package.js';
import { endpointOf, endpointVariable } from './endpoint-of.js';
import { operationSchema, type SchemaReference } from './service-schema.js';
import { upperFirst } from './sdk-value.js';

export interface AwsClientOptions {
  /** @default AWS_REGION, AWS_DEFAULT_REGION, or us-east-1 */
  readonly region?: string;
  /**
   * Where to look for endpoints: the variables of Step Functions Local (`DYNAMODB_ENDPOINT` …), then those of the AWS SDKs
   * (`AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`). @default process.env
   */
  readonly environment?: NodeJS.ProcessEnv;
  /** Settings of the clients, such as `credentials`, by the name of the service; they come before all others. */
  readonly configure?: (service: string) => object;
  /** Whether a service without an endpoint is refused, so that nothing ever reaches AWS itself. @default false */
  readonly onlyEndpoints?: boolean;
  /** How clients are found. @default what is installed in the current folder or above it */
  readonly importClient?: ImportClient;
}

/** What is used of a client. */
interface Client {
  readonly config: {
    readonly serviceId?: string;
    readonly requestHandler?: { readonly metadata?: { readonly handlerProtocol?: string } };
  };
  send(command: object, options: { abortSignal?: AbortSignal }): Promise<Readonly<Record<string, unknown>>>;
}
type ClientClass = new (configuration: object) => Client;
type CommandClass = new (input: object) => Command;

/** What is used of a command. */
interface Command {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: unknown) => Promise<unknown>) => (args: unknown) => Promise<unknown>,
      options: { step: 'deserialize'; priority: 'low' },
    ): void;
  };
}

/** A call that can be made. */
export interface AwsCall {
  /** As the AWS SDK names the service, such as `DynamoDB`. */
  readonly serviceId: string;
  readonly input: SchemaReference;
  readonly output: SchemaReference;
  /** Whether the service's model has an error of that name. */
  knowsError(name: string): boolean;
  send(input: object, signal?: AbortSignal): Promise<AwsAnswer>;
}

export interface AwsAnswer {
  readonly output: Readonly<Record<string, unknown>>;
  /** The headers of the HTTP response. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes calls of AWS services through the user's own clients, each of which is made once, when it is needed. */
export class AwsClients {
  readonly #options: AwsClientOptions;
  readonly #importClient: ImportClient;
  readonly #clients = new Map<string, Promise<{ module: ClientModule; client: Client }>>();

  constructor(options: AwsClientOptions = {}) {
    this.#options = options;
    this.#importClient = options.importClient ?? importInstalledClient(process.cwd());
  }

  /**
   * @param action such as `putItem`
   * @throws Error naming the package that is missing or too old, or the action that the service does not have
   */
  async call(service: string, action: string): Promise<AwsCall> {
    let connected = this.#clients.get(service);
    if (connected === undefined) {
      connected = this.#connect(service);
      this.#clients.set(service, connected);
    }
    const { module, client } = await connected;
    const name = `${upperFirst(action)}Command`;
    const found = module[name];
    if (typeof found !== 'function') throw new Error(`The service '${service}' has no action '${action}'`);
    // What the package exports under the name of a command is its class.
    const CommandOf = found as CommandClass;
    const schema = operationSchema(new CommandOf({}));
    if (schema === undefined) {
      throw new Error(
        `The client of the service '${service}' is too old: update its package to a version of 2026 or later`,
      );
    }
    return {
      serviceId: client.config.serviceId ?? upperFirst(service),
      ...schema,
      knowsError: (error) => typeof module[error] === 'function',
      send: (input, signal) => send(client, new CommandOf(input), signal),
    };
  }

  async #connect(service: string): Promise<{ module: ClientModule; client: Client }> {
    const module = await this.#importClient(service).catch((error: unknown) => {
      throw this.#explained(error);
    });
    const name = Object.keys(module).find((key) => /^[A-Z]\w*Client$/.test(key)) ?? '';
    const found = module[name];
    if (typeof found !== 'function') throw new Error(`The package for the service '${service}' has no client`);
    // What the package exports under the name of a client is its class.
    const ClientOf = found as ClientClass;
    const configuration = this.#configuration(service);
    const { serviceId = service, requestHandler } = new ClientOf(configuration).config;
    const endpoint = endpointOf(serviceId, this.#environment);
    if (endpoint === undefined) {
      if (this.#options.onlyEndpoints !== true) return { module, client: new ClientOf(configuration) };
      throw new Error(
        `The service '${service}' has no endpoint on this machine: set ${endpointVariable(serviceId)} to one`,
      );
    }
    const speaksHttp2 = requestHandler?.metadata?.handlerProtocol === 'h2' && endpoint.startsWith('http:');
    const settings = {
      ...local(endpoint, this.#environment),
      ...(speaksHttp2 ? { requestHandler: newHttpHandler(module['NodeHttpHandler']) } : {}),
    };
    return { module, client: new ClientOf({ ...settings, ...configuration }) };
  }

  /** Where a service needs an endpoint as well, both are named at once. The package's name is that of the SDK's service. */
  #explained(error: unknown): unknown {
    if (!(error instanceof MissingPackageError) || this.#options.onlyEndpoints !== true) return error;
    const serviceId = error.packageName.replace('@aws-sdk/client-', '');
    if (endpointOf(serviceId, this.#environment) !== undefined) return error;
    const advice = `and set ${endpointVariable(serviceId)} to what stands for the service on this machine`;
    return new Error(`${error.message}, ${advice}`, { cause: error });
  }

  get #environment(): NodeJS.ProcessEnv {
    return this.#options.environment ?? process.env;
  }

  #configuration(service: string): object {
    const { AWS_REGION, AWS_DEFAULT_REGION } = this.#environment;
    const region = this.#options.region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1';
    // Trying again is for the machine's Retry to say.
    return { region, maxAttempts: 1, ...this.#options.configure?.(service) };
  }
}

/** At an endpoint on this machine, any credentials will do. */
function local(endpoint: string, environment: NodeJS.ProcessEnv): object {
  const { AWS_ACCESS_KEY_ID: accessKeyId = 'local', AWS_SECRET_ACCESS_KEY: secretAccessKey = 'local' } = environment;
  return { endpoint, credentials: { accessKeyId, secretAccessKey } };
}

function newHttpHandler(handlerClass: unknown): unknown {
  return typeof handlerClass === 'function' ? Reflect.construct(handlerClass, []) : undefined;
}

async function send(client: Client, command: Command, signal: AbortSignal | undefined): Promise<AwsAnswer> {
  const headers: Record<string, string> = {};
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      Object.assign(headers, headersOf(result));
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  const output = { ...(await client.send(command, signal === undefined ? {} : { abortSignal: signal })) };
  for (const [name, value] of Object.entries(output)) {
    if (isStream(value)) output[name] = await value.transformToByteArray();
  }
  return { output, headers };
}

function headersOf(result: unknown): object {
  const response: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'response') : undefined;
  const headers: unknown =
    typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : undefined;
  return typeof headers === 'object' && headers !== null ? headers : {};
}

function isStream(value: unknown): value is { transformToByteArray(): Promise<Uint8Array> } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'transformToByteArray' in value &&
    typeof value.transformToByteArray === 'function'
  );
}
