/** What API Gateway expects of an authorizer. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
export interface Policy {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [{ readonly Effect: 'Allow' | 'Deny'; readonly Action: 'execute-api:Invoke'; readonly Resource: string }];
  };
  /** Handed to the function that answers. */
  readonly context: Readonly<Record<string, string>>;
}

/** A path of our routes; an asterisk or a question mark would stand for other requests as well. */
const PLAIN = /^[A-Za-z0-9:/._~$-]+$/;

/** Whether a policy for this request is for no other one. */
export function isPlain(methodArn: string): boolean {
  return PLAIN.test(methodArn);
}

/** A policy for one request; one that allows is for who asked {@link isPlain} before. */
export function policyFor(principalId: string, methodArn: string, Effect: 'Allow' | 'Deny', context: Policy['context']): Policy {
  return { principalId, policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke', Resource: methodArn }] }, context };
}
