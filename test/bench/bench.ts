import { styleText } from 'node:util';
import { authorizerFigures } from './authorizer';
import { bundlingFigures } from './bundling';
import { coldImportFigures } from './cold-import';
import { benchFields } from './fields';
import { dataKeyFigures } from './data-keys';
import { decisionFigures } from './decisions';
import { equalAnswerFigures } from './equal-answers';
import type { Figure } from './figure';
import { firstRequestFigures } from './first-request';
import { innerLoopFigures } from './inner-loop';
import { mainJobFigures } from './main-job';
import { matrixPeerFigures } from './matrix-peers';
import { policyGrowthFigures } from './policy-growth';
import { signInFigures } from './sign-in';
import { signInCloudFigures } from './sign-in-cloud';
import { tokenFigures } from './tokens';

/** What is measured, one after another, so that nothing runs beside a measurement. */
const MEASUREMENTS: readonly (() => Figure[] | Promise<Figure[]>)[] = [
  bundlingFigures,
  coldImportFigures,
  firstRequestFigures,
  benchFields,
  dataKeyFigures,
  equalAnswerFigures,
  tokenFigures,
  signInFigures,
  signInCloudFigures,
  authorizerFigures,
  decisionFigures,
  matrixPeerFigures,
  policyGrowthFigures,
  mainJobFigures,
  innerLoopFigures,
];

async function measure(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const measurement of MEASUREMENTS) {
    const found = await measurement();
    for (const figure of found) process.stderr.write(`${describe(figure)}\n`);
    figures.push(...found);
  }
  return figures;
}

function describe({ name, value, unit, ratio, peer, goal, met }: Figure): string {
  const shown = `${name.padEnd(38)} ${rounded(value).padStart(10)} ${unit.padEnd(4)}`;
  const beside = ratio === undefined || peer === undefined ? '' : ` ${rounded(ratio)} times ${peer}`;
  const aim = goal === undefined ? '' : ` (goal: ${goal}, ${met ? styleText('green', 'met') : styleText('red', 'missed')})`;
  return `${shown}${beside}${aim}`;
}

function rounded(value: number): string {
  return Number(value.toPrecision(3)).toString();
}

void measure().then((figures) => {
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  process.exitCode = figures.every(({ met }) => met) ? 0 : 1;
});
