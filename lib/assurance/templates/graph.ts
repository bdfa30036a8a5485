import type { Configuration } from './configuration';

/** A resource of a synthesized template, with every property resolved as far as the templates allow. */
export interface Resource {
  /** The stack's construct ID, such as `network`. */
  readonly stack: string;
  readonly logicalId: string;
  /** The CloudFormation type, such as `AWS::EC2::Subnet`. */
  readonly type: string;
  /** Resolved properties; `{}` when the template has none. */
  readonly properties: Readonly<Record<string, Value>>;
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
  /** Construct path below the environment, such as `network/Vpc/Resource`. */
  readonly path: string;
  /** Where the code made it, such as `lib/infrastructure/constructs/network/vpc.ts:42`; `undefined` where the CDK made it. */
  readonly source: string | undefined;
  readonly account: string;
  readonly region: string;
}

/** A resolved value. Numbers and booleans written as strings stay strings; use the readers of `values.ts`. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value } | Reference | Text | Unresolved;

/** Points at another resource: by `Ref` (no attribute) or by `Fn::GetAtt`. */
export class Reference {
  constructor(
    readonly target: Resource,
    readonly attribute: string | undefined,
  ) {}
}

/** A string with references or unresolved pieces inside, such as `arn:aws:s3:::<bucket>/*`. A string without any is a plain string. */
export class Text {
  constructor(readonly pieces: readonly (string | Reference | Unresolved)[]) {}
}

/** What the templates alone can't tell. A check that meets one where it must decide reports a finding. */
export class Unresolved {
  constructor(
    readonly expression: string,
    readonly reason: string,
  ) {}
}

/** The templates of one environment as one resolved graph, across its stacks. */
export interface EnvironmentGraph {
  readonly name: string;
  readonly configuration: Configuration;
  readonly stacks: readonly Stack[];
  /** Sorted by stack, then logical ID. Resources whose condition is false are left out. */
  readonly resources: readonly Resource[];
  /** The resources of one type; empty when there are none. */
  readonly ofType: (type: string) => readonly Resource[];
  /** The resources that mention this one anywhere in their properties. */
  readonly mentions: (resource: Resource) => readonly Resource[];
}

/** A synthesized stack. */
export interface Stack {
  /** Construct ID, such as `network`. */
  readonly name: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  /** SHA-256 of the template file's bytes, in hex. */
  readonly sha256: string;
  /** The template as synthesized. */
  readonly template: Template;
  /** Stack tags by key. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A CloudFormation template, as parsed JSON. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly [section: string]: unknown;
}

/** One resource as it stands in the template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}
