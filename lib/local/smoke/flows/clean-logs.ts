import { paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { assertThat, type Deployed, type Flow } from '../flow';
import { holdsSecret, secretsUsedAt } from '../used-secrets';

/** KEY-5: to be driven last. */
export const logsAreClean: Flow = {
  claim: 'No log group of the run holds a password, code, token, cookie, key or email address that a flow used',
  evidence: 'emulated',
  drive: async (deployed) => {
    const secrets = [...secretsUsedAt(deployed.front)];
    assertThat(secrets.length > 0, 'no flow used a secret: nothing would be shown');
    const lines = await linesOf(deployed);
    assertThat(
      lines.some(({ group }) => /login|sign-in/.test(group)),
      'sign-in logged nothing: nothing would be shown',
    );
    const leaks = lines.filter(({ text }) => secrets.some((secret) => holdsSecret(text, secret)));
    const groups = [...new Set(leaks.map(({ group }) => group))];
    assertThat(leaks.length === 0, `${String(leaks.length)} lines of ${groups.join(', ')} hold a secret`);
    return `${String(secrets.length)} secrets, none in ${String(lines.length)} lines of ${String(new Set(lines.map(({ group }) => group)).size)} log groups`;
  },
};

interface Line {
  readonly group: string;
  readonly text: string;
}

async function linesOf({ cloud: { clients } }: Deployed): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: clients.logs }, {})) {
    for (const { logGroupName: group = '' } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents({ client: clients.logs }, { logGroupName: group }))
        lines.push(...events.map(({ message = '' }) => ({ group, text: message })));
    }
  }
  return lines;
}
