import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import { OptionError } from './errors';
import type { RotateOptions } from './rotate';
import type { Surroundings } from './surroundings';

const HELP = `
Without names, all secrets of the environment that rotate. A name is one of Secrets Manager, with or without its prefix.
Credentials are what every tool of AWS finds; AWS_ENDPOINT_URL leads to the local cloud, and nowhere else.

Examples:
  $ ringwall rotate prod --preflight                 before the first rotation: would each succeed?
  $ ringwall rotate prod database-application --now  a new value, now; the one before works until the next rotation
  $ ringwall rotate prod broker-admin --now --revoke it is compromised: a new value, and everything before it ends at once
  $ ringwall rotate dev --now --json | jq .secrets   all of them, for programs

Exit codes: 0 each secret was rotated (or would be) and its versions read back so; 1 one was not, and the rest was tried;
2 bad use, no credentials or no permission, before anything was changed.`;

/** What the words of the command line say. */
interface Flags {
  readonly now: boolean;
  readonly revoke: boolean;
  readonly preflight: boolean;
  readonly json: boolean;
}

/** Adds the verb that rotates secrets. Its clients are loaded when they are used. */
export function addRotate(program: Command, around: Surroundings, done: (code: ExitCode) => void): void {
  program
    .command('rotate')
    .description('rotate secrets of a deployed environment now, or look whether that would succeed')
    .argument('<environment>', 'such as prod')
    .argument('[secrets...]', 'such as broker-admin')
    .option('--now', 'rotate, and wait until the new version is current', false)
    .option('--revoke', 'with --now: they are compromised, so end all that they were at once', false)
    .option('--preflight', 'change nothing, and say what a rotation would fail at', false)
    .option('--json', 'write what happened as one JSON document to standard output', false)
    .addHelpText('after', HELP)
    .action(async (environment: string, secrets: readonly string[], flags: Flags) => {
      const asked = optionsOf(environment, secrets, flags);
      const { runRotate } = await import('./rotate');
      done(await runRotate(asked, around));
    });
}

function optionsOf(environment: string, secrets: readonly string[], { now, revoke, preflight, json }: Flags): RotateOptions {
  if (now === preflight) throw new OptionError('rotate: say either --now, which changes the secrets, or --preflight, which changes nothing.');
  if (revoke && !now) throw new OptionError('--revoke: only with --now, because a value is revoked once another one works.');
  if (revoke && secrets.length === 0) throw new OptionError('--revoke: name the secrets that are compromised. Whoever uses one loses what is open.');
  return { environment, secrets, json, mode: preflight ? 'preflight' : revoke ? 'revoke' : 'rotate' };
}
