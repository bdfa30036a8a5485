import { Validations, type App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Acknowledgement } from '../exceptions/acknowledgements';
import { acknowledge, type Acknowledged } from './acknowledge';
import { judgeTree, type PlacedOutcome } from './judge-tree';
import { NagPlugin } from './nag-plugin';
import { PACKS } from './packs';

/**
 * Makes `cdk synth` and `cdk deploy` fail on every finding of the packs that the register doesn't accept (CMP-2). Call it
 * once, when the app is whole.
 */
export function attachNag(app: App, acknowledgements: readonly Acknowledgement[]): void {
  Validations.of(app).addPlugins(...nagPlugins(acknowledge(app, acknowledgements)));
}

/** The packs as plugins of one app; the first to be asked judges the tree for all of them. */
function nagPlugins(acknowledged: Acknowledged): NagPlugin[] {
  let outcomes: readonly PlacedOutcome[] | undefined;
  const judge = (root: IConstruct): readonly PlacedOutcome[] => (outcomes ??= judgeTree(root));
  return PACKS.map(({ name }) => new NagPlugin(name, judge, acknowledged));
}
