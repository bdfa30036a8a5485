import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Environment } from '../../environments/environment';
import type { AwsApi } from './aws-apis';

/** What the log archive is written by, in whichever account it stands. */
const ARCHIVE_SERVICES: ReadonlySet<string> = new Set(['s3', 'kms']);

/**
 * What may pass an endpoint (NET-7): this account's principals, on this account's resources and the log archive's. Stolen
 * keys of another account, or our own used to copy data to another account, don't get through.
 */
export function endpointPolicy({ actions, service }: AwsApi, environment: Environment): PolicyDocument {
  const own = environment.account;
  const archive = environment.logArchiveAccount;
  const accounts = archive !== null && ARCHIVE_SERVICES.has(service) ? [own, archive] : [own];
  const statement = new PolicyStatement({
    sid: 'OwnAccountsOnly',
    principals: [new AnyPrincipal()],
    actions: [`${actions}:*`],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:PrincipalAccount': own, 'aws:ResourceAccount': accounts } },
  });
  const beside = service === 's3' ? [imageLayers(environment)] : service === 'cognito-idp' ? [signIn(environment)] : [];
  return new PolicyDocument({ statements: [statement, ...beside] });
}

/**
 * Nobody signs these calls, so they have no principal (IDN-1); they go to pools of this account alone, whose clients have a
 * secret, and whose triggers refuse whom we didn't register and what we didn't check.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html
 */
function signIn({ account }: Environment): PolicyStatement {
  return new PolicyStatement({
    sid: 'SignInToOwnPools',
    principals: [new AnyPrincipal()],
    actions: ['cognito-idp:InitiateAuth', 'cognito-idp:RespondToAuthChallenge', 'cognito-idp:SignUp'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:ResourceAccount': account } },
  });
}

/**
 * ECR hands out image layers from a bucket of its own, by URLs that it signed itself.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
 */
function imageLayers({ region }: Environment): PolicyStatement {
  return new PolicyStatement({
    sid: 'ImageLayersOfEcr',
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`],
  });
}
