/**
 * Nobody whom we know calls. API Gateway answers 401 for an error of this very message, and 500 for any other.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class NobodyError extends Error {
  readonly code = 'nobody';
  override readonly name = 'NobodyError';

  constructor() {
    super('Unauthorized');
  }
}
