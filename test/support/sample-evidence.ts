import { evidenceSchema, type Evidence, type EvidenceControl } from '../../lib/assurance/evidence/schema';

const SHA256 = 'a'.repeat(64);

/** Where nobody asks anything. */
export const NO_AUTHORIZATION: Evidence['authorization'] = {
  policySet: SHA256,
  hierarchy: [],
  sensitive: [],
  terms: [],
  elsewhere: [],
  tables: [],
  policies: [],
};

/** A small but whole evidence document with one of each kind of thing in it; `changes` replaces fields at the top. */
export function sampleEvidence(changes: Partial<Evidence> = {}): Evidence {
  return evidenceSchema.parse({
    schemaVersion: '1.0',
    commit: 'c'.repeat(40),
    dirty: false,
    asOf: '2026-11-22',
    digest: SHA256,
    verdict: 'fail',
    environments: [environment('dev', 'not-implemented'), environment('prod', 'fail')],
    controls: [openGroup(), unbuilt()],
    nag: {
      rows: [
        { environment: 'prod', pack: 'AwsSolutions', rule: 'VPCFlowLogsEnabled', outcome: 'pass', resource: 'network/Vpc' },
        {
          environment: 'prod',
          pack: 'AwsSolutions',
          rule: 'EC2RestrictedInbound',
          outcome: 'fail',
          resource: 'network/Group',
          reason: 'The group is open.',
          finding: '',
        },
        {
          environment: 'prod',
          pack: 'AwsSolutions',
          rule: 'VPCNoNACLs',
          outcome: 'accepted',
          resource: 'network/Vpc',
          reason: 'There is an ACL.',
          exception: 'EX-001',
        },
      ],
      notApplicable: { dev: { AwsSolutions: 12 }, prod: { AwsSolutions: 14 } },
    },
    proofs: [
      {
        id: 'internet-reaches-only-the-edge',
        claim: 'The internet reaches only the edge.',
        environment: 'prod',
        verdict: 'pass',
        resources: 2,
        tables: [{ title: 'Who reaches whom', columns: ['From', 'To'], rows: [['cloudfront', 'load-balancer']] }],
      },
    ],
    exceptions: [
      {
        id: 'EX-001',
        rule: 'VPCNoNACLs',
        reason: 'ACLs are asked for by a requirement.',
        compensatingControl: 'The groups decide.',
        compensatingControls: ['NET-4'],
        constructs: ['network/Vpc'],
        environments: ['prod'],
        owner: 'platform-lead',
        approver: 'security-lead',
        decided: '2026-11-01',
        expires: '2027-02-01',
        status: 'active',
        problems: [],
        approval: 'unverified',
        approvalDetail: 'The commit is not signed.',
        covers: [{ environment: 'prod', stack: 'network', logicalId: 'Vpc', path: 'network/Vpc', rule: 'VPCNoNACLs' }],
      },
    ],
    registerProblems: [],
    warnings: [{ environment: null, origin: 'EX-001', text: 'Lapses soon.' }],
    refusedResults: [{ file: 'results.jsonl', line: 3, reason: 'The checksum is broken.' }],
    staleResults: 2,
    network: [
      {
        environment: 'prod',
        cidr: '10.0.0.0/16',
        zones: ['eu-central-1a', 'eu-central-1b'],
        subnets: [
          { tier: 'public', zone: 'eu-central-1a', cidr: '10.0.0.0/24' },
          { tier: 'data', zone: 'eu-central-1b', cidr: '10.0.1.0/24' },
        ],
        groups: [
          { name: 'load-balancer', tier: 'public' },
          { name: 'postgresql', tier: 'data' },
        ],
        flows: [
          { name: 'cloudfront-to-load-balancer', from: 'cloudfront', to: 'load-balancer', port: 443, protocol: 'tcp', reason: 'T§5.2' },
          { name: 'load-balancer-to-s3', from: 'load-balancer', to: 's3', port: 443, protocol: 'tcp', reason: 'objects' },
        ],
        endpoints: ['s3'],
        natGateways: 2,
        networkFirewall: true,
      },
    ],
    authorization: {
      policySet: SHA256,
      hierarchy: [
        { role: 'OWNER', inherits: ['MEMBER'] },
        { role: 'MEMBER', inherits: [] },
      ],
      sensitive: ['data:export'],
      terms: [{ term: 'own', meaning: 'created by who asks.' }],
      elsewhere: [{ rule: 'Nobody gives a role above their own.', file: 'lambdas/identity/domain/tenants/ranks.ts' }],
      tables: [
        {
          title: 'The matrix',
          columns: ['OWNER', 'API'],
          rows: [
            {
              what: 'Create documents',
              cells: [
                { allowed: true, policies: ['documents-create'], reason: 'permitted' },
                { allowed: false, policies: [], reason: 'no-permit' },
              ],
            },
          ],
        },
        {
          title: 'Nothing known',
          columns: ['OWNER'],
          rows: [{ what: 'data:export', cells: [{ allowed: false, policies: ['unknown-device'], reason: 'forbidden' }] }],
        },
      ],
      policies: [
        { id: 'documents-create', effect: 'permit', text: 'permit (principal, action, resource);' },
        { id: 'unknown-device', effect: 'forbid', text: 'forbid (principal, action, resource);' },
      ],
    },
    locks: [{ environment: 'prod', text: 'audit-1y: locked until 2027-11-22' }],
    ...changes,
  });
}

function environment(name: string, verdict: string) {
  return {
    name,
    verdict,
    resources: 2,
    stacks: [{ name: 'network', stackName: `ringwall-${name}-network`, account: '111122223333', region: 'eu-central-1', resources: 2, sha256: SHA256 }],
    inventory: [
      {
        stack: 'network',
        logicalId: 'Group',
        type: 'AWS::EC2::SecurityGroup',
        path: 'network/Groups/app',
        source: 'lib/infrastructure/constructs/network/security-groups.ts:20',
        excerpt: '{ "note": "</script><b>not markup</b>" }',
      },
      { stack: 'network', logicalId: 'Vpc', type: 'AWS::EC2::VPC', path: 'network/Vpc', source: null, excerpt: '{}' },
    ],
  };
}

function openGroup(): EvidenceControl {
  const finding = {
    control: 'NET-5',
    environment: 'prod',
    stack: 'network',
    logicalId: 'Group',
    path: 'network/Groups/app',
    source: 'lib/infrastructure/constructs/network/security-groups.ts:20',
    reason: 'Ingress from 0.0.0.0/0 & <all>',
    steps: ['internet', 'group app'],
  };
  const part = {
    id: 'no-open-rule',
    side: 'templates' as const,
    claim: 'No rule is open.',
    classes: ['design' as const],
    checks: ['no-open-security-group-rule'],
  };
  const check = { id: 'no-open-security-group-rule', kind: 'check' as const, claim: 'No rule is open.', resources: 1, judged: ['network/Group'] };
  return {
    id: 'NET-5',
    title: '=Allowed flows only',
    claim: 'Only the rows of the table flow.',
    sources: ['T§5.2'],
    owner: 'platform-lead',
    mappings: { owasp2021: ['A01'], nist80053r5: ['SC-7'] },
    verdict: 'fail',
    environments: {
      dev: {
        verdict: 'pass',
        templates: 'pass',
        runtime: 'none',
        parts: [{ ...part, verdict: 'pass' }],
        checks: [{ ...check, verdict: 'pass', findings: [] }],
      },
      prod: {
        verdict: 'fail',
        templates: 'fail',
        runtime: 'none',
        parts: [{ ...part, verdict: 'fail' }],
        checks: [{ ...check, verdict: 'fail', findings: [finding] }],
      },
    },
    evidence: [],
  };
}

function unbuilt(): EvidenceControl {
  const judged = {
    verdict: 'not-implemented' as const,
    templates: 'none' as const,
    runtime: 'not-implemented' as const,
    parts: [
      {
        id: 'totp',
        side: 'runtime' as const,
        claim: 'Codes work once.',
        verdict: 'not-implemented' as const,
        reason: 'not built yet',
        classes: [],
        checks: [],
      },
    ],
    checks: [],
  };
  return {
    id: 'IDN-4',
    title: 'One-time codes',
    claim: 'TOTP after RFC 6238.',
    sources: ['T§2.3'],
    owner: 'application-lead',
    mappings: {},
    verdict: 'not-implemented',
    environments: { dev: judged, prod: judged },
    evidence: [{ class: 'in-process', test: 'refuses a code used twice', outcome: 'passed', environment: null, part: 'totp', node: 'v20.19.0' }],
  };
}
