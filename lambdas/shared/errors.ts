/** An endpoint for AWS is configured that isn't on this machine. */
export class ForeignEndpointError extends Error {
  readonly code = 'foreign-endpoint';
  override readonly name = 'ForeignEndpointError';

  constructor(variable: string) {
    super(`${variable} names an endpoint that isn't loopback. Only 127.0.0.0/8, ::1 and localhost are allowed; on AWS, unset it.`);
  }
}

/** An environment variable that the contract names isn't set. */
export class MissingVariableError extends Error {
  readonly code = 'missing-variable';
  override readonly name = 'MissingVariableError';

  constructor(variable: string) {
    super(`The environment variable ${variable} isn't set. The function's contract requires it.`);
  }
}

/** An event isn't what CloudFormation sends to a custom resource. */
export class InvalidRequestError extends Error {
  readonly code = 'invalid-request';
  override readonly name = 'InvalidRequestError';

  /** @param problems field and rule, never a value */
  constructor(readonly problems: readonly string[]) {
    super(`The request is refused: ${problems.join('; ')}.`);
  }
}

/** CloudFormation's answer would go to an address that isn't CloudFormation's. */
export class UnsafeResponseAddressError extends Error {
  readonly code = 'unsafe-response-address';
  override readonly name = 'UnsafeResponseAddressError';

  constructor() {
    super('ResponseURL is neither a bucket of CloudFormation at S3 over https nor, in the local cloud, its own endpoint.');
  }
}

/** CloudFormation didn't take the answer. */
export class ResponseFailedError extends Error {
  readonly code = 'response-failed';
  override readonly name = 'ResponseFailedError';

  constructor(attempts: number, options: ErrorOptions) {
    super(`CloudFormation didn't take the answer in ${String(attempts)} attempts.`, options);
  }
}

/** The account doesn't hold what was just set. */
export class ReadBackError extends Error {
  readonly code = 'read-back-differs';
  override readonly name = 'ReadBackError';

  constructor(setting: string, differences: readonly string[]) {
    super(`${setting} was set, and reads back otherwise: ${differences.join('; ')}. Does an organization policy forbid it?`);
  }
}

/** A security group that was to be emptied isn't the default one of its VPC. */
export class NotTheDefaultGroupError extends Error {
  readonly code = 'not-the-default-group';
  override readonly name = 'NotTheDefaultGroupError';

  constructor(group: string, vpc: string) {
    super(`${group} isn't the default security group of ${vpc}. Only that one is ever emptied.`);
  }
}
