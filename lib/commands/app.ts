import { Validations, type App } from 'aws-cdk-lib';
import { checks } from '../assurance/checks/all';
import { controls } from '../assurance/controls/catalogue';
import { acknowledgements } from '../assurance/exceptions/acknowledgements';
import { REGISTER } from '../assurance/exceptions/register';
import { attachNag } from '../assurance/nag/attach-nag';
import { proofs } from '../assurance/proofs/all';
import { buildApp } from '../infrastructure/app';
import { allEnvironments, deployable } from '../infrastructure/environments/environments';
import { appNotices } from './app-notices';
import { refusalIn, withdrawAssembly } from './app-refusal';
import { ControlPlugin } from './control-plugin';
import { today } from './day';
import { explainError } from './explain-error';

/**
 * The app that `cdk` works on: the environments that are deployed, refused when a control is broken or a nag rule finds
 * what the register of exceptions doesn't accept.
 *
 * @throws {ConfigurationError} with every problem at once.
 */
export function createApp(asOf: string = today()): App {
  const all = allEnvironments();
  const environments = all.filter(({ name }) => deployable.includes(name));
  const app = buildApp({ environments });
  const standard = { asOf, environments: all.map(({ name }) => name), controls: controls.map(({ id }) => id) };
  attachNag(app, acknowledgements(REGISTER, standard));
  Validations.of(app).addPlugins(new ControlPlugin(app, environments, { ...standard, controls, instruments: { checks, proofs }, register: REGISTER }));
  return app;
}

/**
 * Synthesizes it for `cdk`, and says what to know before a deployment. When anything is refused, whichever stack `cdk` was
 * asked for, the process fails and leaves no assembly. Tells problems without a stack trace.
 */
export function synthesizeApp(): void {
  try {
    const refusal = synthesize(createApp());
    if (refusal !== undefined) {
      stop(refusal, 1);
      return;
    }
    const deployed = allEnvironments().filter(({ name }) => deployable.includes(name));
    process.stderr.write(`${appNotices(deployed, today()).join('\n')}\n`);
  } catch (error) {
    stop(explainError(error), 2);
  }
}

/** Why the app is refused; `undefined` when it isn't, and only then there is an assembly. */
function synthesize(app: App): string | undefined {
  const refusal = attempt(app);
  if (refusal !== undefined) withdrawAssembly(app);
  return refusal;
}

function attempt(app: App): string | undefined {
  try {
    app.synth();
    return refusalIn(app.outdir);
  } catch (error) {
    // Without its command line the CDK has printed every violation, and says here where its report is.
    return `ringwall: ${error instanceof Error ? error.message : String(error)}\n`;
  }
}

/** Ends the process at once: left to end by itself, it would let the CDK synthesize an app that has failed once more. */
function stop(reason: string, code: 1 | 2): void {
  process.exitCode = code;
  process.stderr.write(reason, () => process.exit(code));
}
