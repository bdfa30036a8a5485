import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { Surroundings } from './surroundings';

const HELP = `
An environment has a store once its file says authorization: { policyStore: 'create' }, as full.ts does, and that is deployed.

Reads alone; it takes cloudformation:ListStackResources, and verifiedpermissions:GetPolicyStore, GetSchema, ListPolicies and GetPolicy.
Credentials are what every tool of AWS finds; AWS_ENDPOINT_URL leads to this machine, and nowhere else.

Examples:
  $ ringwall policies full                         does the store hold what this checkout publishes?
  $ ringwall policies full --json | jq .drift      what differs, for programs

What differs is missing (a policy of the files that the store hasn't), changed (it has another text), extra (no file has it), schema or
validation. To mend it, deploy; what is extra, delete by its ID.

Exit codes: 0 they are the same; 1 something differs; 2 bad use, no store, no credentials or no permission.`;

/** Adds the verb that compares a deployed policy store with the files. The client of Verified Permissions is loaded when it is used. */
export function addPolicies(program: Command, around: Surroundings, done: (code: ExitCode) => void): void {
  program
    .command('policies')
    .description('compare the policy store of a deployed environment with the published policies')
    .argument('<environment>', 'such as full')
    .option('--json', 'write what differs as one JSON document to standard output', false)
    .addHelpText('after', HELP)
    .action(async (environment: string, { json }: { readonly json: boolean }) => {
      const { runPolicies } = await import('./policies');
      done(await runPolicies({ environment, json }, around));
    });
}
