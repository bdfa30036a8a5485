import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { createJudge, type Outcome } from './judge';

/** A finding and where in the app it stands. */
export interface PlacedOutcome {
  readonly path: string;
  readonly outcome: Outcome;
}

/** What the packs find wrong in a construct tree, acknowledged or not: failures and errors. */
export function judgeTree(root: IConstruct): PlacedOutcome[] {
  const judge = createJudge();
  return root.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .flatMap((resource) =>
      judge(resource)
        .outcomes.filter(({ verdict }) => verdict !== 'pass')
        .map((outcome) => ({ path: resource.node.path, outcome })),
    );
}
