import { Command, CommanderError } from 'commander';
import type { AuditOptions } from './audit';
import type { ExitCode } from './exit-code';
import { OptionError } from './errors';
import { explainError } from './explain-error';
import { parseDay, today } from './day';
import type { LocalOptions } from './local';
import { addPolicies } from './policies-options';
import { addRotate } from './rotate-options';
import { realSurroundings } from './real-surroundings';
import type { Surroundings } from './surroundings';

const HELP = `
Examples:
  $ ringwall audit --out audit-pack                  judge all environments, and write the audit pack
  $ ringwall local                                   run the environment local on this machine
  $ ringwall rotate prod --preflight                 would each secret's rotation succeed?

Exit codes: 0 it was done and nothing is wrong; 2 bad configuration or use. What 1 means, each command says: ringwall <command> --help.`;

const AUDIT_HELP = `
Examples:
  $ ringwall audit                                   judge all environments, write nothing
  $ ringwall audit --out audit-pack                  and write the audit pack for people and tools
  $ ringwall audit --env prod --json | jq .verdict   one environment, as one JSON document
  $ ringwall audit --as-of 2027-01-31                as it will be judged on that day
  $ ringwall audit --strict --require-evidence       as a release gate

Exit codes: 0 nothing fails; 1 something does, and the pack says what; 2 bad configuration or use, and nothing was written.`;

const LOCAL_HELP = `
Examples:
  $ ringwall local                                   deploy and stay, with the addresses printed
  $ ringwall local --once                            deploy, read back, drive every flow, end
  $ ringwall local --once --json | jq .dropped       the same for programs

Exit codes: 0 nothing was dropped and every flow went through; 1 otherwise; 2 bad use.`;

const PERMISSIONS_HELP = `
For after a change of a route, a guest or a Cedar policy; commit what it writes with that change (docs/guests.md names the files). What
ringwall docs writes is among it. ringwall audit, cdk synth and cdk deploy refuse what is older.

Examples:
  $ ringwall permissions                             write what changed, and say which files
  $ ringwall permissions && git diff                 and review who may do what now

Exit codes: 0 all of it stands as the code says; 2 a route, a guest or a policy is refused, or bad use, and nothing was written.`;

const DOCS_HELP = `
For after a change of the settings in team.ts, the configuration or the catalogue of controls. After a change of a route, a guest or a
policy run ringwall permissions, which writes these too.

Examples:
  $ ringwall docs                                    write what changed, and say which files

Exit codes: 0 all of it stands as the code says; 2 something is refused, or bad use, and nothing was written.`;

/** Runs the command line and answers with its exit code. What a verb works with is loaded when it is used, so that help is there at once. Nothing is thrown, and no stack trace reaches the caller. */
export async function main(words: readonly string[], surroundings: () => Surroundings = realSurroundings): Promise<ExitCode> {
  let code: ExitCode = 0;
  const around = surroundings();
  const program = createProgram(around, (done) => {
    code = done;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    around.writeError(explainError(error));
    return 2;
  }
}

function createProgram(around: Surroundings, done: (code: ExitCode) => void): Command {
  const program = new Command('ringwall');
  const tellWritten = (changed: readonly string[]): void => {
    around.writeOut(changed.length === 0 ? 'All of it stands as the code says.\n' : changed.map((path) => `wrote ${path}\n`).join(''));
  };
  program
    .description('An infrastructure-as-code security baseline for AWS that proves itself.')
    .configureOutput({ writeOut: around.writeOut, writeErr: around.writeError })
    .exitOverride()
    .showHelpAfterError('Run ringwall --help for what is allowed.')
    .addHelpText('after', HELP);
  program
    .command('audit')
    .description('synthesize every environment, judge it against the catalogue of controls, and write the audit pack')
    .option('--env <name>', 'show and judge this environment alone (all are synthesized, because some checks compare them)')
    .option('--json', 'write the evidence as one JSON document to standard output, everything else to standard error', false)
    .option('--out <folder>', 'write the audit pack there; the folder is replaced whole or not at all')
    .option('--as-of <day>', 'judge this UTC day, YYYY-MM-DD', parseDay, today())
    .option('--strict', 'fail on what is not implemented', false)
    .option('--require-evidence', 'fail on tests that did not run on these templates and bundles', false)
    .addHelpText('after', AUDIT_HELP)
    .action(async (options: AuditOptions) => {
      const { runAudit } = await import('./audit');
      done(await runAudit(options, around));
    });
  program
    .command('local')
    .description('run the environment local on this machine: no account, no Docker; until Ctrl-C')
    .option('--once', 'deploy, read back what the templates ask for, drive every flow, and end', false)
    .option('--json', 'with --once: write the report as one JSON document to standard output', false)
    .addHelpText('after', LOCAL_HELP)
    .action(async (options: LocalOptions) => {
      if (options.json && !options.once) throw new OptionError('--json: there is a report only at the end of a run. Add --once.');
      const { runLocal } = await import('./local');
      done(await runLocal(options, around));
    });
  addRotate(program, around, done);
  addPolicies(program, around, done);
  program
    .command('permissions')
    .description("write what follows from the permissions of contracts and guests: the authorizer's table, compiled policies, and the documents")
    .addHelpText('after', PERMISSIONS_HELP)
    .action(async () => {
      const { writePermissions } = await import('./permissions');
      tellWritten(writePermissions(around.root));
    });
  program
    .command('docs')
    .description("write the documents that follow from code: configuration reference, code owners, the API's description, the README's table of controls")
    .addHelpText('after', DOCS_HELP)
    .action(async () => {
      const { writeDocuments } = await import('./docs');
      tellWritten(writeDocuments(around.root));
    });
  return program;
}
