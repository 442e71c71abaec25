/** An emulator in a container. */
export interface ContainerOptions {
  /** @default 'amazon/aws-stepfunctions-local': no JSONata, no variables, no support by AWS any more */
  readonly image?: string;
  /** Where it listens, in the container. @default 8083, that of AWS's image */
  readonly port?: number;
  /** Added to the environment, where SFN_MOCK_CONFIG names the file of the mocks. */
  readonly environment?: Readonly<Record<string, string>>;
}

export const AWS_IMAGE = 'amazon/aws-stepfunctions-local';
