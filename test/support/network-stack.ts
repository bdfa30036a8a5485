import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Environment } from '../../lib/infrastructure/environments/environment';
import { resolveEnvironment } from '../../lib/infrastructure/environments/resolve';
import type { EnvironmentInput } from '../../lib/infrastructure/environments/settings';
import { NetworkStack } from '../../lib/infrastructure/stacks/network';
import { importedFoundation } from './imported-foundation';

// The CDK's own validation costs seconds in each file; one job of its own runs it.
process.env.CDK_VALIDATION = 'false';

/** A resource as it stands in the template. */
interface RawResource {
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

/** A network and its template. */
export interface SynthesizedNetwork {
  readonly environment: Environment;
  readonly stack: NetworkStack;
  readonly template: Template;
  /** The resources of a type by logical ID. */
  readonly resources: (type: string) => Readonly<Record<string, RawResource>>;
  /** The properties of all resources of a type. */
  readonly all: (type: string) => readonly RawResource['Properties'][];
}

/** The network stack of an environment, not yet synthesized. */
export function networkStackOf(environment: Environment): NetworkStack {
  const app = new App();
  return new NetworkStack(app, 'network', { environment, foundation: importedFoundation(app, environment) });
}

/** The network of an environment, synthesized alone. */
export function synthesizeNetwork(input: EnvironmentInput): SynthesizedNetwork {
  const environment = resolveEnvironment(input);
  const stack = networkStackOf(environment);
  const template = Template.fromStack(stack);
  const resources = (type: string) => template.findResources(type) as Readonly<Record<string, RawResource>>;
  return { environment, stack, template, resources, all: (type) => Object.values(resources(type)).map(({ Properties }) => Properties) };
}

/** The logical ID that a `Ref` or `Fn::GetAtt` points at. */
export function targetOf(value: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = value as { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0] ?? '';
}
