import { accessLogNamesTheDecision as check } from '../../../lib/assurance/checks/access-log-names-the-decision';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { key, resource } from '../../support/resources';

const NAMES = ['principalId', 'policy', 'policySet', 'reason'];
const format = (names: readonly string[]): string => JSON.stringify(Object.fromEntries(names.map((name) => [name, `$context.authorizer.${name}`])));
const stage = (Format: unknown) => miniGraph({ Stage: resource('AWS::ApiGateway::Stage', { AccessLogSetting: { DestinationArn: 'arn', Format } }) });

describe('access-log-names-the-decision', () => {
  it('passes a stage whose access log names all of it', () => {
    expect(findingsOf(check, stage(format(NAMES)))).toEqual([]);
    expect(judgedBy(check, stage(format(NAMES)))).toEqual(['Stage']);
  });

  it.each(NAMES)('finds an access log without the %s', (name) => {
    const left = NAMES.filter((one) => one !== name);
    expect(findingsOf(check, stage(format(left)))).toEqual([`Stage: AccessLogSetting.Format doesn't hold $context.authorizer.${name}`]);
  });

  it('finds a stage without an access log, and a format that is no JSON', () => {
    expect(findingsOf(check, miniGraph({ Stage: resource('AWS::ApiGateway::Stage', {}) }))).toEqual([expect.stringContaining('is not set')]);
    expect(findingsOf(check, stage(format(NAMES).slice(1)))).toHaveLength(4);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(check, stage(UNRESOLVABLE))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable without a stage", () => {
    expect(judgedBy(check, miniGraph({ Key: key() }))).toEqual([]);
  });
});
