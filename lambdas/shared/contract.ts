/** What a function promises its infrastructure: plain data, the only thing that both sides share. */
export interface FunctionContract {
  /** The function's folder below `lambdas/`, such as `account/account-settings`. */
  readonly path: `${string}/${string}`;
  /** Name within the environment: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly description: string;
  /** What invokes it. */
  readonly trigger: 'custom-resource' | 'invocation' | 'request' | 'rotation' | 'schedule';
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The environment variables it reads, all required. */
  readonly variables: readonly string[];
  /** The AWS actions it calls, by the kind of resource they are called on; the infrastructure names the resources. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
}
