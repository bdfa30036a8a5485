import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** Gives a resource its name in the console. */
export function tagName(construct: IConstruct, environment: Environment, thing: string): void {
  Tags.of(construct).add('Name', nameOf(environment, thing));
}
