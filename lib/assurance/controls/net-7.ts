import type { Control } from './control';

/** AWS APIs are reached by private endpoints. */
export const net7: Control = {
  id: 'NET-7',
  title: 'AWS APIs are reached by private endpoints',
  claim:
    'S3 and DynamoDB are reached by gateway endpoints, the other AWS APIs that functions and services call by ' +
    "interface endpoints, and each endpoint's policy admits this account and its log archive's alone, beside the " +
    "reading of ECR's image layers. An API without an endpoint in the region goes out by NAT through the allowlist " +
    'and is listed. Only dev may trade interface endpoints for NAT to save cost.',
  sources: ['T§5.1', 'P Network Architecture'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A01', 'A05'], owasp2025: ['A01', 'A02'], nist80053r5: ['AC-3', 'AC-4', 'AC-6', 'SC-7'] },
  parts: [
    {
      id: 'gateway-endpoints',
      side: 'templates',
      claim: 'Gateway endpoints for S3 and DynamoDB are on the route tables of every tier that calls them.',
      checks: ['gateway-endpoints-for-s3-and-dynamodb'],
    },
    {
      id: 'interface-endpoints',
      side: 'templates',
      claim: 'Interface endpoints with private DNS exist for the AWS APIs that the environment calls, in every zone and ' + "with the endpoints' group.",
      checks: ['interface-endpoints-for-aws-apis'],
      offWhen: {
        field: 'network.interfaceEndpoints',
        oneOf: [false],
        reason: 'A cost lever of dev: calls to AWS APIs leave by NAT, under the same allowlist of names and over TLS.',
      },
    },
    {
      id: 'endpoint-policies',
      side: 'templates',
      claim:
        'Every endpoint leads to an AWS API of the region and carries a policy that admits only principals and ' +
        "resources of this account and its log archive's, and the reading of image layers from ECR's own bucket.",
      checks: ['endpoint-policies-are-limited'],
    },
    {
      id: 'functions-needs',
      side: 'templates',
      claim: "Every AWS API in a function's or service's contract has its endpoint.",
      missing: 'not built yet: the functions that call from inside the VPC come with stacks data, identity and api',
    },
    {
      id: 'without-endpoint',
      side: 'templates',
      claim: 'AWS APIs that offer no endpoint in the region leave by NAT through the allowlist and are listed in the ' + 'audit pack.',
      missing: 'not built yet: the list follows from the contracts of the functions, which come with stacks data, identity ' + 'and api',
    },
  ],
};
