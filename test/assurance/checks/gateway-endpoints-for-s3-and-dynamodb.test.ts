import { gatewayEndpointsForS3AndDynamodb } from '../../../lib/assurance/checks/gateway-endpoints-for-s3-and-dynamodb';
import { CONFIGURATION, describeCheck, found, having, lacking, network, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const PRIVATE = ['private-a', 'private-b', 'private-c'];

describe('gateway-endpoints-for-s3-and-dynamodb', () => {
  describeCheck(gatewayEndpointsForS3AndDynamodb, {
    holes: [
      ['no endpoint for S3', lacking('s3'), ['Vpc'], 'has no gateway endpoint for s3'],
      ['no endpoint for DynamoDB', lacking('dynamodb'), ['Vpc'], 'has no gateway endpoint for dynamodb'],
      ['an interface endpoint instead', having('s3', { VpcEndpointType: 'Interface' }), ['Vpc'], 'has no gateway endpoint for s3'],
      ['an endpoint of another region', having('s3', { ServiceName: 'com.amazonaws.us-east-1.s3' }), ['Vpc'], 'has no gateway endpoint for s3 in eu-central-1'],
      ['an endpoint that the calling tier has no route to', having('s3', { RouteTableIds: [{ Ref: 'data-routes' }] }), PRIVATE, 'gateway endpoint for s3'],
      ['a subnet with another table', having('private-b-table', { RouteTableId: { Ref: 'public-routes' } }), ['private-b'], "isn't one of those"],
      ['a subnet without a table', lacking('private-b-table'), ['private-b'], "isn't one of those"],
    ],
    unresolvable: [
      ['the tables', having('dynamodb', { RouteTableIds: UNRESOLVABLE }), PRIVATE, 'gateway endpoint for dynamodb'],
      ['the service', having('dynamodb', { ServiceName: UNRESOLVABLE }), ['Vpc'], 'has no gateway endpoint for dynamodb'],
      ["a subnet's table", having('private-b-table', { RouteTableId: UNRESOLVABLE }), ['private-b'], "isn't one of those"],
    ],
    notApplicable: NO_NETWORK,
  });

  it('asks for a route in a tier from the moment that a row calls from it', () => {
    const changes = having('s3', { RouteTableIds: [{ Ref: 'private-routes' }] });
    const flows = [
      ...(CONFIGURATION.flows ?? []),
      { name: 'postgresql-to-s3', from: 'postgresql', to: 's3', port: 443, protocol: 'tcp', reason: 'test' } as const,
    ];
    expect(found(gatewayEndpointsForS3AndDynamodb, network(changes)).blamed).toEqual([]);
    expect(found(gatewayEndpointsForS3AndDynamodb, network(changes, { ...CONFIGURATION, flows })).blamed).toEqual(['data-a', 'data-b', 'data-c']);
  });
});
