import { namesToLookUp, namesToReach } from '../../../../lib/infrastructure/constructs/network/allowed-names';
import { GATEWAY_APIS, INTERFACE_APIS } from '../../../../lib/infrastructure/constructs/network/aws-apis';
import { prefixListOf } from '../../../../lib/infrastructure/constructs/network/prefix-lists';
import { resolveEnvironment } from '../../../../lib/infrastructure/environments/resolve';
import { UnknownNameError } from '../../../../lib/infrastructure/errors';
import { devInput, environmentInput } from '../../../support/environment-input';
import { errorOf } from '../../../support/error-of';

const network = { cidr: '10.2.0.0/16', outboundDomains: ['*.example.net', 'api.example.org'] };

describe('the names that may be looked up', () => {
  const names = namesToLookUp(resolveEnvironment(environmentInput({ network })));

  it("are the allowed ones, the environment's own and the APIs of its region", () => {
    for (const name of [
      '*.example.net',
      'api.example.org',
      'example.com',
      '*.example.com',
      'kms.eu-central-1.amazonaws.com',
      '*.dkr.ecr.eu-central-1.amazonaws.com',
    ]) {
      expect(names).toContain(name);
    }
  });

  it('are sorted, each once', () => {
    expect(names).toEqual([...new Set(names)].toSorted());
  });

  it('hold no name of another region, and no wildcard over AWS or a top level', () => {
    expect(names.filter((name) => /[a-z]+-[a-z]+-\d/.test(name) && !name.includes('eu-central-1'))).toEqual([]);
    expect(names.filter((name) => /^\*\.(?:amazonaws\.com|on\.aws|[a-z-]+-\d\.amazonaws\.com|[a-z]+)$/.test(name))).toEqual([]);
  });

  it('hold the other name of network interfaces in us-east-1 only', () => {
    const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
    expect(namesToLookUp(resolveEnvironment(environmentInput({ region: 'us-east-1', zones })))).toContain('*.ec2.internal');
    expect(names).not.toContain('*.ec2.internal');
  });
});

describe('the names that are reached by NAT', () => {
  it('are the allowed ones alone where AWS APIs have endpoints', () => {
    expect(namesToReach(resolveEnvironment(environmentInput({ network })))).toEqual(['*.example.net', 'api.example.org']);
  });

  it('are also those of AWS APIs where they have none', () => {
    const names = namesToReach(resolveEnvironment(devInput({ network: { cidr: '10.0.0.0/16', interfaceEndpoints: false } })));
    expect(names).toContain('kms.eu-central-1.amazonaws.com');
    expect(names).toHaveLength(new Set(INTERFACE_APIS.flatMap((api) => api.names)).size);
  });
});

describe('the table of AWS APIs', () => {
  it('says of each who calls it, and names it in its region alone', () => {
    for (const { callers, names } of [...GATEWAY_APIS, ...INTERFACE_APIS]) {
      expect(callers).not.toBe('');
      expect(names.every((name) => name.includes('{region}'))).toBe(true);
    }
  });

  it('names each service once', () => {
    const services = [...GATEWAY_APIS, ...INTERFACE_APIS].map(({ service }) => service);
    expect(services).toHaveLength(new Set(services).size);
  });
});

describe('the prefix lists of AWS', () => {
  it('are known by region', () => {
    expect(prefixListOf('cloudfront', 'eu-central-1')).toBe('pl-a3a144ca');
    expect(prefixListOf('s3', 'us-east-1')).toBe('pl-63a5400a');
    expect(prefixListOf('dynamodb', 'us-west-2')).toBe('pl-00a54069');
  });

  it.each(['eu-south-2', 'constructor', ''])("refuse the region '%s' with the command that tells its IDs", (region) => {
    const error = errorOf(() => prefixListOf('s3', region));
    expect(error).toBeInstanceOf(UnknownNameError);
    expect(error).toMatchObject({ code: 'unknown-name' });
    expect(String(error)).toContain(`describe-managed-prefix-lists --region ${region}`);
    expect(String(error)).toContain('eu-central-1');
  });
});
