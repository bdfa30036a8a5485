import { Validations, type App } from 'aws-cdk-lib';
import { checks } from '../assurance/checks/all';
import { controls } from '../assurance/controls/catalogue';
import { acknowledgements } from '../assurance/exceptions/acknowledgements';
import { REGISTER } from '../assurance/exceptions/register';
import { attachNag } from '../assurance/nag/attach-nag';
import { proofs } from '../assurance/proofs/all';
import { buildApp } from '../infrastructure/app';
import { bundleFunctions } from '../infrastructure/bundles';
import { allEnvironments, deployable } from '../infrastructure/environments/environments';
import { lockNotices } from '../infrastructure/lock-notices';
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
  const app = buildApp({ environments, bundles: bundleFunctions() });
  const standard = { asOf, environments: all.map(({ name }) => name), controls: controls.map(({ id }) => id) };
  attachNag(app, acknowledgements(REGISTER, standard));
  Validations.of(app).addPlugins(new ControlPlugin(app, environments, { ...standard, controls, instruments: { checks, proofs }, register: REGISTER }));
  return app;
}

/** Synthesizes it for `cdk`, and says which buckets will be locked until when. Tells problems without a stack trace. */
export function synthesizeApp(): void {
  try {
    synthesize(createApp());
  } catch (error) {
    process.stderr.write(explainError(error));
    process.exitCode = 2;
  }
}

function synthesize(app: App): void {
  try {
    app.synth();
  } catch (error) {
    // The CDK has printed every violation and says here where its report is.
    process.stderr.write(`ringwall: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return;
  }
  const deployed = allEnvironments().filter(({ name }) => deployable.includes(name));
  process.stderr.write(`${lockNotices(deployed, today()).join('\n')}\n`);
}
