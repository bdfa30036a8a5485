import { CfnModel } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type * as z from 'zod/mini';
import { gatewayModel, type GatewayModel } from './gateway-model';
import models from './gateway-models.json';

/**
 * The models by name, one for each body that the API takes: of our own functions as they were generated, of guests from their schemas.
 * @throws {ModelError} for a schema whose texts have no bounds
 */
export function modelsWith(guests: Readonly<Record<string, z.ZodMiniType>>): Readonly<Record<string, GatewayModel>> {
  return { ...models, ...Object.fromEntries(Object.entries(guests).map(([name, schema]) => [name, gatewayModel(schema)])) };
}

/** The model of routes that take no body, by its name at the gateway. */
export const NO_BODY = 'NoBody';
/** The gateway judges a body that is missing as an empty object (seen by localstack/localstack#7916 against AWS). */
const NOTHING: GatewayModel = { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', additionalProperties: false, maxProperties: 0 };

/** The models of request bodies, generated from the schemas by which the handlers validate (EDGE-13). */
export class Models extends Construct {
  readonly all: ReadonlyMap<string, CfnModel>;

  /** @param used The names of those that routes name. */
  constructor(scope: Construct, id: string, restApiId: string, schemas: Readonly<Record<string, GatewayModel>>, used: readonly string[]) {
    super(scope, id);
    const known: Readonly<Record<string, GatewayModel>> = { ...schemas, [NO_BODY]: NOTHING };
    this.all = new Map(used.map((name) => [name, new CfnModel(this, name, { restApiId, name, contentType: 'application/json', schema: known[name] })]));
  }
}
