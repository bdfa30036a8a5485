import { CustomDataIdentifier, DataIdentifier, DataProtectionPolicy } from 'aws-cdk-lib/aws-logs';

/** What no log line of ours holds; should one, CloudWatch masks it for all but who may `logs:Unmask`. */
const MANAGED = [
  DataIdentifier.AWSSECRETKEY,
  DataIdentifier.CREDITCARDNUMBER,
  DataIdentifier.EMAILADDRESS,
  DataIdentifier.OPENSSHPRIVATEKEY,
  DataIdentifier.PGPPRIVATEKEY,
  DataIdentifier.PKCSPRIVATEKEY,
  DataIdentifier.PUTTYPRIVATEKEY,
  DataIdentifier.PHONENUMBER_BR,
  DataIdentifier.PHONENUMBER_DE,
  DataIdentifier.PHONENUMBER_ES,
  DataIdentifier.PHONENUMBER_FR,
  DataIdentifier.PHONENUMBER_GB,
  DataIdentifier.PHONENUMBER_IT,
  DataIdentifier.PHONENUMBER_US,
];

/** JSON web tokens (RFC 7519), whose header begins with `{"`. */
const TOKEN = new CustomDataIdentifier('JsonWebToken', String.raw`eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+`);

/** The data protection policy of the application's log groups (KEY-5). */
export function masking(): DataProtectionPolicy {
  return new DataProtectionPolicy({
    name: 'masking',
    description: 'Masks secrets and personal data that should not have been logged.',
    identifiers: [...MANAGED, TOKEN],
  });
}
