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

/** The models of request bodies, generated from the schemas by which the handlers validate (EDGE-13). */
export class Models extends Construct {
  readonly all: ReadonlyMap<string, CfnModel>;

  /** @param used The names of those that routes name. */
  constructor(scope: Construct, id: string, restApiId: string, schemas: Readonly<Record<string, GatewayModel>>, used: readonly string[]) {
    super(scope, id);
    this.all = new Map(used.map((name) => [name, new CfnModel(this, name, { restApiId, name, contentType: 'application/json', schema: schemas[name] })]));
  }
}
