import { tmpdir } from 'node:os';
import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { Check } from '../../../lib/assurance/checks/check';
import type { Control } from '../../../lib/assurance/controls/control';
import type { Surroundings } from '../../../lib/commands/surroundings';
import { configurationWith } from '../../support/configuration';
import { NO_AUTHORIZATION } from '../../support/sample-evidence';

/** Surroundings of a small product: two environments of one VPC each, one control that wants every VPC to be tagged. */
export interface SmallSurroundings extends Surroundings {
  readonly out: () => string;
  readonly error: () => string;
}

const vpcsAreTagged: Check = {
  id: 'vpcs-are-tagged',
  claim: 'Every VPC is tagged.',
  judge: (graph) => ({
    judged: graph.ofType('AWS::EC2::VPC'),
    findings: graph
      .ofType('AWS::EC2::VPC')
      .filter(({ properties }) => properties.Tags === undefined)
      .map((resource) => ({ resource, reason: 'the VPC has no tag' })),
  }),
};

/** The control of the small product. */
export const smallControl: Control = {
  id: 'NET-1',
  title: 'A tagged VPC',
  claim: 'Every VPC is tagged.',
  sources: ['T§5.1'],
  owner: 'platform-lead',
  mappings: {},
  parts: [{ id: 'tags', side: 'templates', claim: 'Every VPC is tagged.', checks: ['vpcs-are-tagged'] }],
};

/** Everything passes, unless something else is handed in. */
export function smallSurroundings({ untagged = [], ...overrides }: Partial<Surroundings> & { readonly untagged?: readonly string[] } = {}): SmallSurroundings {
  const written = { out: '', error: '' };
  const configurations = ['dev', 'prod'].map((name) => configurationWith({ name }));
  return {
    root: tmpdir(),
    writeOut: (text) => {
      written.out += text;
    },
    writeError: (text) => {
      written.error += text;
    },
    out: () => written.out,
    error: () => written.error,
    coloured: false,
    interactive: false,
    configurations: () => configurations,
    synthesize: (folder) => {
      synthesizeSmall(
        folder,
        configurations.map(({ name }) => name),
        untagged,
      );
    },
    locks: () => [{ environment: 'prod', text: 'prod: audit-1y is locked until 2027-11-22' }],
    authorization: () => Promise.resolve(NO_AUTHORIZATION),
    controls: [smallControl],
    instruments: { checks: [vpcsAreTagged], proofs: [] },
    register: [],
    approvals: () => new Map(),
    evidenceFolder: '/nowhere/at/all',
    revision: () => ({ commit: '0'.repeat(40), dirty: false }),
    ...overrides,
  };
}

// The CDK's own validator takes a second a synthesis and has nothing to say of one VPC.
process.env.CDK_VALIDATION = 'false';

function synthesizeSmall(outdir: string, environments: readonly string[], untagged: readonly string[]): void {
  const app = new App({ outdir, analyticsReporting: false });
  for (const name of environments) {
    const stack = new Stack(new Stage(app, name, { env: { account: '111122223333', region: 'eu-central-1' } }), 'network');
    const tags = untagged.includes(name) ? {} : { Tags: [{ Key: 'owner', Value: 'security' }] };
    new CfnResource(stack, 'Vpc', { type: 'AWS::EC2::VPC', properties: { CidrBlock: '10.0.0.0/16', ...tags } });
  }
  app.synth();
}
