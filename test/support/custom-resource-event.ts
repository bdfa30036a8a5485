/** An event as CloudFormation documents it, for a setting of the account; every scalar is text, as CloudFormation sends it. */
export function customResourceEvent(setting: string, value: unknown, overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const serviceToken = 'arn:aws:lambda:eu-central-1:111122223333:function:ringwall-dev-account-settings';
  return {
    RequestType: 'Create',
    ServiceToken: serviceToken,
    ResponseURL: 'https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/answer?X-Amz-Signature=abc',
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/ringwall-dev-foundation/1a2b3c4d-0000-1111-2222-333344445555',
    RequestId: '9d2c1f6e-0000-1111-2222-333344445555',
    ResourceType: 'Custom::AccountSetting',
    LogicalResourceId: 'AccountSettings',
    ResourceProperties: { ServiceToken: serviceToken, ServiceTimeout: '300', Setting: setting, Value: value },
    ...overrides,
  };
}
