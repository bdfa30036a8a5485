import { CfnModel } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import models from './gateway-models.json';

/** The names of the models: one for each body that the API takes. */
export const MODEL_NAMES: ReadonlySet<string> = new Set(Object.keys(models));

/** The models of request bodies, generated from the schemas by which the handlers validate (EDGE-13). */
export class Models extends Construct {
  readonly all: ReadonlyMap<string, CfnModel>;

  /** @param used The names of those that routes name. */
  constructor(scope: Construct, id: string, restApiId: string, used: readonly string[]) {
    super(scope, id);
    const schemas: Readonly<Record<string, unknown>> = models;
    this.all = new Map(used.map((name) => [name, new CfnModel(this, name, { restApiId, name, contentType: 'application/json', schema: schemas[name] })]));
  }
}
