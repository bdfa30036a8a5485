import { isResponseAddress } from '../../../../lambdas/account/domain/response-address';

const LOCAL = new URL('http://127.0.0.1:4566');

describe('isResponseAddress', () => {
  it.each([
    'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a?b=c',
    'https://cloudformation-custom-resource-response-useast2.s3-us-east-2.amazonaws.com/a',
    'https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/a',
  ])("takes CloudFormation's bucket %s", (address) => {
    expect(isResponseAddress(address, undefined)).toBe(true);
  });

  it.each([
    'http://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a',
    'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com:8443/a',
    'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com@example.com/a',
    'https://user:word@cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a',
    'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com.example.com/a',
    'https://s3.amazonaws.com/cloudformation-custom-resource-response-useast1/a',
    'https://other-bucket.s3.amazonaws.com/a',
    'https://sqs.eu-central-1.amazonaws.com/a',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:4566/a',
    'file:///etc/passwd',
    'nothing',
  ])('refuses %s on AWS', (address) => {
    expect(isResponseAddress(address, undefined)).toBe(false);
  });

  it('takes the local endpoint in the local cloud, and nothing else there', () => {
    expect(isResponseAddress('http://127.0.0.1:4566/answer', LOCAL)).toBe(true);
    expect(isResponseAddress('http://127.0.0.1:4567/answer', LOCAL)).toBe(false);
    expect(isResponseAddress('https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/a', LOCAL)).toBe(false);
  });
});
