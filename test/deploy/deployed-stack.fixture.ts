import type { Resource, Template } from './osls.fixture.js';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';

/** What the pseudo parameters stand for. */
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** The property a user names a resource with; without it CloudFormation makes a name up. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::Events::EventBus': 'Name',
};

const ARNS: Readonly<Record<string, (name: string) => string>> = {
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`,
  'AWS::StepFunctions::StateMachine': (name) => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`,
  'AWS::DynamoDB::Table': (name) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
};

export interface DeployedResource<Properties> {
  readonly logicalId: string;
  readonly name: string;
  readonly properties: Properties;
}

/** A stack as it is after a deployment: every resource has its name, and intrinsics have values. */
export class DeployedStack {
  readonly name: string;
  readonly template: Template;

  constructor(name: string, template: Template) {
    this.name = name;
    this.template = template;
  }

  /** The resources of a type, by logical id, with their properties as CloudFormation would hand them to the service. */
  ofType<Properties extends object = Readonly<Record<string, unknown>>>(type: string): DeployedResource<Properties>[] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId, { Properties }]) => ({
        logicalId,
        name: this.physicalName(logicalId),
        // The caller knows the properties of the type it asks for, as CloudFormation documents them.
        properties: this.resolve(Properties) as Properties,
      }));
  }

  /** @throws Error for a resource that is not there: CloudFormation refuses the template */
  physicalName(logicalId: string): string {
    const { Type, Properties } = this.#resource(logicalId);
    const named = NAMES[Type] === undefined ? undefined : Properties[NAMES[Type]];
    // Buckets have lower-case names.
    return typeof named === 'string' ? named : `${this.name}-${logicalId}`.toLowerCase();
  }

  /** A value with its intrinsics worked out. */
  resolve(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => this.resolve(each));
    const [[key, argument] = ['', undefined], ...more] = Object.entries(value);
    const intrinsic = more.length === 0 ? this.#intrinsics[key] : undefined;
    if (intrinsic) return intrinsic(argument);
    return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, this.resolve(each)]));
  }

  readonly #intrinsics: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => this.#ref(String(name)),
    'Fn::GetAtt': (path) => this.#attribute(Array.isArray(path) ? path.map(String) : String(path).split('.')),
    'Fn::Join': (parts) => {
      const [separator, values]: unknown[] = Array.isArray(parts) ? parts : [];
      return [this.resolve(values)].flat().join(String(separator));
    },
    'Fn::Sub': (text) => {
      const [template, variables = {}]: unknown[] = Array.isArray(text) ? text : [text];
      return String(template).replaceAll(/\$\{([^!][^}]*)\}/g, (_, name: string) => {
        const given: unknown = Reflect.get(Object(variables), name);
        if (given !== undefined) return String(this.resolve(given));
        return name.includes('.') ? this.#attribute(name.split('.')) : this.#ref(name);
      });
    },
  };

  #ref(name: string): string {
    const pseudo = PSEUDO[name];
    if (pseudo !== undefined) return pseudo;
    // The reference to a state machine is its ARN, that to most other resources their name.
    return this.#resource(name).Type === 'AWS::StepFunctions::StateMachine'
      ? this.#attribute([name, 'Arn'])
      : this.physicalName(name);
  }

  #attribute([logicalId = '', ...attribute]: readonly string[]): string {
    const arn = attribute[0] === 'Arn' ? ARNS[this.#resource(logicalId).Type] : undefined;
    return arn ? arn(this.physicalName(logicalId)) : `${this.physicalName(logicalId)}.${attribute.join('.')}`;
  }

  #resource(logicalId: string): Resource {
    const resource = this.template.Resources[logicalId];
    if (resource) return resource;
    throw new Error(`The template of ${this.name} has no resource ${logicalId}, expected a logical id or a parameter`);
  }
}
