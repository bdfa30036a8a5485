import { Stack } from 'aws-cdk-lib';
import { CfnEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';

/**
 * The domain as a sender of mail, signed by DKIM (RFC 6376). SES sends once its three records stand in the zone, which comes
 * with the edge.
 */
export class MailIdentity extends Construct {
  readonly arn: string;
  /** From whom people get mail. */
  readonly sender: string;

  constructor(scope: Construct, id: string, { domain }: Environment) {
    super(scope, id);
    const identity = new CfnEmailIdentity(this, 'Domain', {
      emailIdentity: domain,
      dkimAttributes: { signingEnabled: true },
      dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
      feedbackAttributes: { emailForwardingEnabled: false },
    });
    this.arn = Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: identity.ref });
    this.sender = `no-reply@${domain}`;
  }
}
