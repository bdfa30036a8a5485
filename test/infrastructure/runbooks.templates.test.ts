import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringOf } from '../../lib/assurance/templates/values';
import { environmentGraphs } from '../support/templates';

const RUNBOOKS = readdirSync(resolve(__dirname, '../../docs/runbooks'));

/** The runbook that each alarm of all environments names, `undefined` where it names none. */
const alarms = [...environmentGraphs()].flatMap(([environment, graph]) =>
  graph.ofType('AWS::CloudWatch::Alarm').map(({ path, properties }) => {
    const description = stringOf(properties.AlarmDescription);
    const [, runbook] = (typeof description === 'string' ? / What to do: docs\/runbooks\/([\w-]+\.md)$/.exec(description) : undefined) ?? [];
    return { alarm: `${environment} ${path}`, runbook };
  }),
);

describe('the runbooks', () => {
  it('are there for every alarm, which names its own', () => {
    expect(alarms.length).toBeGreaterThan(50);
    expect(alarms.filter(({ runbook }) => runbook === undefined || !RUNBOOKS.includes(runbook))).toEqual([]);
  });

  it('are each named by an alarm', () => {
    expect([...new Set(alarms.map(({ runbook }) => runbook))].sort()).toEqual([...RUNBOOKS].sort());
  });
});
