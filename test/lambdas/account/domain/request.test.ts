import { parseRequest } from '../../../../lambdas/account/domain/request';
import { customResourceEvent } from '../../../support/custom-resource-event';

describe('parseRequest', () => {
  it.each([
    ['Create', {}],
    ['Update', { PhysicalResourceId: 'x', OldResourceProperties: {} }],
    ['Delete', { PhysicalResourceId: 'x' }],
  ])('reads the documented event of %s', (RequestType, more) => {
    expect(parseRequest(customResourceEvent('s', {}, { RequestType, ...more }))).toMatchObject({ RequestType });
  });

  it('drops a field that CloudFormation may add one day', () => {
    expect(parseRequest(customResourceEvent('s', {}, { Extra: 1 }))).toEqual(parseRequest(customResourceEvent('s', {})));
  });

  it.each([
    ['no event', undefined, 'event'],
    ['an unknown type of request', customResourceEvent('s', {}, { RequestType: 'Read' }), 'RequestType'],
    ['an event without an address', customResourceEvent('s', {}, { ResponseURL: undefined }), 'ResponseURL'],
    ['another type of resource', customResourceEvent('s', {}, { ResourceType: 'Custom::Other' }), 'ResourceType'],
    ["a stack that isn't one", customResourceEvent('s', {}, { StackId: 'arn:aws:s3:::bucket' }), 'StackId'],
  ])('refuses %s, and names the field', (_what, event, field) => {
    expect(parseRequest(event)).toMatchObject({ problems: [expect.stringContaining(`${field}: `)] });
  });
});
