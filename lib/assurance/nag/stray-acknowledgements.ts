import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Acknowledged } from './acknowledge';
import type { PackName } from './packs';

/** An acknowledgement that the register doesn't know. */
export interface StrayAcknowledgement {
  readonly path: string;
  readonly id: string;
}

/** The acknowledgements of a pack's rules anywhere in the tree that didn't come from the register. */
export function strayAcknowledgements(root: IConstruct, pack: PackName, acknowledged: Acknowledged): StrayAcknowledgement[] {
  return root.node.findAll().flatMap((construct) =>
    acknowledgedIds(construct)
      .filter((id) => id.startsWith(`${pack}-`) || id.startsWith(`${pack}::`))
      .filter((id) => acknowledged.get(construct.node.path)?.has(id) !== true)
      .map((id) => ({ path: construct.node.path, id })),
  );
}

/** As they were given: the CDK files those without a pack under `Annotation`. */
function acknowledgedIds(construct: IConstruct): string[] {
  return construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }: { data: unknown }) => (typeof data === 'object' && data !== null ? Object.keys(data) : []))
    .map((id) => id.replace(/^Annotation::/, ''));
}
