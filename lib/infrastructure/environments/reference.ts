import { z } from 'zod';
import { fieldDocuments, unwrapped } from './field';
import { pairRules } from './rules/between-environments';
import { rules } from './rules/rules';
import { settingsFields } from './settings';

const INTRODUCTION = `# Configuration

Generated from the schema in \`lib/infrastructure/environments\`; a test compares.

A team sets its accounts, domain, owner, review dates, alert addresses and code owners in one place:
\`lib/infrastructure/environments/team.ts\`. What it holds now are samples. They synthesize and are judged like any
others, and every \`cdk\` command warns of those that are left. A deployment isn't refused: with a sample account it finds
no credentials, with a sample address its alerts reach nobody. \`.github/CODEOWNERS\` is generated from it.

| Environment | What it is |
| --- | --- |
| \`dev\` | where changes are tried: cheap, and clean to destroy |
| \`staging\` | prod's rehearsal: every protection of prod, in two zones |
| \`prod\` | what users reach: the strict defaults, three zones |
| \`full\` | prod with every option on: synthesized and judged, never deployed |
| \`local\` | dev with this machine's host names and the way out to them, for the local cloud |

Each has a file of its name beside \`team.ts\`. The defaults are the safe ones; a file says where it loosens them. A bad
configuration is refused with every problem at once, of all environments: field, value, what is allowed, what to do.
From the settings follow the security groups and the table of allowed flows (\`flows.ts\`): they aren't set by hand.

## A domain and a provider of single sign-on
The domain stands in \`team.ts\`: prod has it, dev and staging a name below it. The provider stands in the environment's
own file, with its host let through:

\`\`\`ts
network: { cidr: '10.2.0.0/16', outboundDomains: ['login.example.org'] },
identity: { ssoProviders: [{ id: 'acme', issuer: 'https://login.example.org', clientId: 'ringwall', name: 'Acme' }] },
\`\`\`

At the provider, register \`https://api.<domain>/auth/sso/acme/callback\` as the address to come back to. Its client's
secret goes into the secret \`ringwall-prod-sso-secrets\`, as \`{"acme": "<the client's secret>"}\`. Once the provider is
deployed, the role \`ringwall-prod-sso-operator\` is there for that. Who may assume it, and has used MFA in the last 15
minutes, types the object, which is on no disk and in no history of commands:

\`\`\`sh
key=$(aws kms describe-key --key-id alias/ringwall-prod-secrets --query KeyMetadata.Arn --output text)
aws secretsmanager create-secret --name ringwall-prod-sso-secrets --kms-key-id "$key" --secret-string file:///dev/stdin
aws secretsmanager put-secret-value --secret-id ringwall-prod-sso-secrets --secret-string file:///dev/stdin # later, a new one
\`\`\`
`;

/** Renders `docs/configuration.md`: every field with its meaning, what is allowed, its default and the controls it serves. */
export function configurationReference(): string {
  const rows = fieldRows(settingsFields, '');
  const table = ['| Field | Meaning | Allowed | Default | Serves |', '| --- | --- | --- | --- | --- |', ...rows];
  const claims = [...rules, ...pairRules].map(({ claim }) => `- ${claim}`);
  return [INTRODUCTION, '## Fields', '', ...table, '', '## Rules over several fields', '', ...claims, ''].join('\n');
}

function fieldRows(schema: z.core.$ZodType, path: string): readonly string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([name, member]) => fieldRows(member as z.ZodType, path === '' ? name : `${path}.${name}`));
  }
  const elements = inner instanceof z.ZodArray && unwrapped(inner.element) instanceof z.ZodObject ? fieldRows(inner.element, `${path}[]`) : [];
  return [fieldRow(schema, path), ...elements];
}

function fieldRow(schema: z.core.$ZodType, path: string): string {
  const document = fieldDocuments.get(schema as z.ZodType);
  if (document === undefined) {
    throw new TypeError(`The field ${path} has no document: wrap its schema in field(…).`);
  }
  const standard = schema instanceof z.ZodDefault ? `\`${JSON.stringify(schema.def.defaultValue)}\`` : 'required';
  return `| \`${path}\` | ${document.meaning} | ${document.allowed} | ${standard} | ${document.serves.join(', ')} |`;
}
