import type { ListSecretsCommand, SecretListEntry, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { measure } from '../../../../lambdas/rotation/secret-ages/measure';
import { refusalOf } from '../../../support/refusal-of';

const NOW = Date.UTC(2026, 0, 31);
const DAY_SECONDS = 86_400;

function daysAgo(days: number): Date {
  return new Date(NOW - days * DAY_SECONDS * 1000);
}

/** Gives one secret a page. */
function clientOf(entries: readonly SecretListEntry[]): SecretsManagerClient {
  const send = ({ input }: ListSecretsCommand): Promise<unknown> => {
    const page = Number(input.NextToken ?? 0);
    return Promise.resolve({ SecretList: entries.slice(page, page + 1), NextToken: page + 1 < entries.length ? String(page + 1) : undefined });
  };
  return { send } as unknown as SecretsManagerClient;
}

async function linesOf(client: SecretsManagerClient): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines: Readonly<Record<string, unknown>>[] = [];
  await measure({ client, prefix: 'ringwall-dev-', clock: () => NOW, log: (line) => void lines.push(line) });
  return lines;
}

describe('the age of secrets', () => {
  it('is counted from the last rotation, on every page', async () => {
    const [one, other, count] = await linesOf(
      clientOf([
        { Name: 'ringwall-dev-rotated', CreatedDate: daysAgo(90), LastRotatedDate: daysAgo(10), NextRotationDate: daysAgo(-20) },
        { Name: 'ringwall-dev-overdue', CreatedDate: daysAgo(90), LastRotatedDate: daysAgo(40), NextRotationDate: daysAgo(10) },
      ]),
    );
    expect(one).toMatchObject({ Secret: 'ringwall-dev-rotated', SecretAge: 10 * DAY_SECONDS, Overdue: 0 });
    expect(other).toMatchObject({ Secret: 'ringwall-dev-overdue', SecretAge: 40 * DAY_SECONDS, Overdue: 10 * DAY_SECONDS });
    expect(count).toMatchObject({ Prefix: 'ringwall-dev-', Secrets: 2, MostOverdue: 10 * DAY_SECONDS });
  });

  it('is counted from its creation for one that was never rotated, and overdue without a schedule', async () => {
    const [line] = await linesOf(clientOf([{ Name: 'ringwall-dev-new', CreatedDate: daysAgo(3) }]));
    expect(line).toMatchObject({ SecretAge: 3 * DAY_SECONDS, Overdue: 3 * DAY_SECONDS });
  });

  it('leaves out secrets of others, whose names only contain the prefix', async () => {
    expect(await linesOf(clientOf([{ Name: 'other/ringwall-dev-', CreatedDate: daysAgo(3) }]))).toEqual([expect.objectContaining({ Secrets: 0 })]);
  });

  it('is a metric that CloudWatch reads from the log', async () => {
    const [line] = await linesOf(clientOf([{ Name: 'ringwall-dev-new', CreatedDate: daysAgo(3) }]));
    const metrics = [
      { Name: 'SecretAge', Unit: 'Seconds' },
      { Name: 'Overdue', Unit: 'Seconds' },
    ];
    expect(line!._aws).toEqual({ Timestamp: NOW, CloudWatchMetrics: [{ Namespace: 'Ringwall/Rotation', Dimensions: [['Secret']], Metrics: metrics }] });
  });

  it("says so when secrets can't be listed", async () => {
    const client = { send: () => Promise.reject(Object.assign(new Error(), { name: 'AccessDeniedException' })) } as unknown as SecretsManagerClient;
    expect(await refusalOf(linesOf(client))).toMatchObject({ code: 'dependency-failed' });
  });
});
