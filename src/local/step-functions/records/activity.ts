/** An activity: a queue of tasks that workers fetch. */
export interface Activity {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  readonly encryptionConfiguration: Readonly<Record<string, unknown>>;
}
