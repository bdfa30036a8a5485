import type { Environment } from './environment';

/** A field that still holds a sample. */
interface SampleValue {
  /** Dotted path, such as `account`. */
  readonly field: string;
  readonly value: string;
}

/** Account IDs that the AWS documentation uses. */
const SAMPLE_ACCOUNTS: ReadonlySet<string> = new Set([
  '012345678901',
  '123456789012',
  '210987654321',
  '111122223333',
  '444455556666',
  '777788889999',
  '999988887777',
]);
const REPEATED_DIGIT = /^(\d)\1{11}$/;
const EXAMPLE_DOMAIN = /(?:^|[.@])(?:example\.(?:com|net|org)|(?:[a-z0-9-]+\.)?(?:example|invalid|test))$/;

/** The fields of an environment that still hold samples: account IDs of the AWS documentation, domains of RFC 2606. `cdk` warns of them, and refuses none. */
export function sampleValues(environment: Environment): readonly SampleValue[] {
  return [...accountsOf(environment).filter(isSampleAccount), ...domainsOf(environment).filter(isExampleDomain)];
}

function accountsOf({ account, logArchiveAccount }: Environment): readonly SampleValue[] {
  return [{ field: 'account', value: account }, ...(logArchiveAccount === null ? [] : [{ field: 'logArchiveAccount', value: logArchiveAccount }])];
}

function domainsOf({ domain, governance, network, alerts }: Environment): readonly SampleValue[] {
  return [
    { field: 'domain', value: domain },
    { field: 'governance.contact', value: governance.contact },
    ...network.outboundDomains.map((value, index) => ({ field: `network.outboundDomains[${String(index)}]`, value })),
    ...alerts.email.map((value, index) => ({ field: `alerts.email[${String(index)}]`, value })),
  ];
}

function isSampleAccount({ value }: SampleValue): boolean {
  return SAMPLE_ACCOUNTS.has(value) || REPEATED_DIGIT.test(value);
}

function isExampleDomain({ value }: SampleValue): boolean {
  return EXAMPLE_DOMAIN.test(value.toLowerCase());
}
