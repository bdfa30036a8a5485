import { aKeyForEachPurpose } from './a-key-for-each-purpose';
import { accessLogNamesTheDecision } from './access-log-names-the-decision';
import { accountSettingsAreComplete } from './account-settings-are-complete';
import { auditBucketsAreLocked } from './audit-buckets-are-locked';
import { auditBucketsMoveToColdStorage } from './audit-buckets-move-to-cold-storage';
import { backupsAreCopiedToAnAirGappedVault } from './backups-are-copied-to-an-air-gapped-vault';
import { backupsAreCopiedToAnotherRegion } from './backups-are-copied-to-another-region';
import { backupsAreLockedAndSeparatelyKeyed } from './backups-are-locked-and-separately-keyed';
import { backupsMeetObjectives } from './backups-meet-objectives';
import { bastionIsPrivateAndLogged } from './bastion-is-private-and-logged';
import { bucketsAreEncrypted } from './buckets-are-encrypted';
import { bucketsDenyPlainHttp } from './buckets-deny-plain-http';
import { cacheEncryptsInTransit } from './cache-encrypts-in-transit';
import type { Check } from './check';
import { configRecordsAllResources } from './config-records-all-resources';
import { configRulesOnGroupsAndRoutes } from './config-rules-on-groups-and-routes';
import { corsIsExact } from './cors-is-exact';
import { customResourcesAreTheAuditedOne } from './custom-resources-are-the-audited-one';
import { dataAclAdmitsOnlyPrivateTier } from './data-acl-admits-only-private-tier';
import { dataKeyRotationIsTimely } from './data-key-rotation-is-timely';
import { dataKeyTableKeepsShortBackups } from './data-key-table-keeps-short-backups';
import { dataStoresAreEncryptedWithTheirOwnKeys } from './data-stores-are-encrypted-with-their-own-keys';
import { dataSubnetsHaveNoInternetRoute } from './data-subnets-have-no-internet-route';
import { databaseAuditsStatements } from './database-audits-statements';
import { databaseForcesTls } from './database-forces-tls';
import { decidingFunctionsKnowThePolicies } from './deciding-functions-know-the-policies';
import { defaultSecurityGroupEmptied } from './default-security-group-emptied';
import { deliveryBucketsReplicateToLocked } from './delivery-buckets-replicate-to-locked';
import { dnsFirewallAllowsListThenBlocks } from './dns-firewall-allows-list-then-blocks';
import { endpointPoliciesAreLimited } from './endpoint-policies-are-limited';
import { everyRouteHasAnAuthorizer } from './every-route-has-an-authorizer';
import { fieldKeysAdmitExactRoles } from './field-keys-admit-exact-roles';
import { flowLogsOfAllTraffic } from './flow-logs-of-all-traffic';
import { functionsEncryptTheirEnvironment } from './functions-encrypt-their-environment';
import { gatewayEndpointsForS3AndDynamodb } from './gateway-endpoints-for-s3-and-dynamodb';
import { gatewayValidatesBodies } from './gateway-validates-bodies';
import { instancesRequireImdsv2WithOneHop } from './instances-require-imdsv2-with-one-hop';
import { interfaceEndpointsForAwsApis } from './interface-endpoints-for-aws-apis';
import { keyPoliciesAreNarrow } from './key-policies-are-narrow';
import { keyTamperingAlarms } from './key-tampering-alarms';
import { keysHaveAliasAndDeletionWindow } from './keys-have-alias-and-deletion-window';
import { localDiffersFromDevInHostNamesOnly } from './local-differs-from-dev-in-host-names-only';
import { logArchiveIsASeparateAccount } from './log-archive-is-a-separate-account';
import { logBucketsAreVersionedAndUndeletable } from './log-buckets-are-versioned-and-undeletable';
import { logGroupsAreEncrypted } from './log-groups-are-encrypted';
import { logGroupsMask } from './log-groups-mask';
import { logKeysCannotBeDeleted } from './log-keys-cannot-be-deleted';
import { networkAclPerTier } from './network-acl-per-tier';
import { networkFirewallAllowsTlsNamesOnly } from './network-firewall-allows-tls-names-only';
import { noLoopbackValuesOutsideLocal } from './no-loopback-values-outside-local';
import { noOpenSecurityGroupRule } from './no-open-security-group-rule';
import { noPublicAddressHandedOut } from './no-public-address-handed-out';
import { noSecretInPlainValues } from './no-secret-in-plain-values';
import { noWildcardActions } from './no-wildcard-actions';
import { policyStoreHoldsTheFiles } from './policy-store-holds-the-files';
import { publicSubnetsHoldOnlyLoadBalancersAndNat } from './public-subnets-hold-only-load-balancers-and-nat';
import { queuesAndTopicsDenyPlainHttp } from './queues-and-topics-deny-plain-http';
import { queuesAreEncrypted } from './queues-are-encrypted';
import { rateTiersAreConfigured } from './rate-tiers-are-configured';
import { reviewsAreNotOverdue } from './reviews-are-not-overdue';
import { rightsHaveTheirRoutes } from './rights-have-their-routes';
import { rolesHaveThePermissionsBoundary } from './roles-have-the-permissions-boundary';
import { secretsHaveARotationOfTheirKind } from './secrets-have-a-rotation-of-their-kind';
import { secretsRotateAndHaveAPolicy } from './secrets-rotate-and-have-a-policy';
import { securityGroupFlowsMatchTable } from './security-group-flows-match-table';
import { signInRoutesExist } from './sign-in-routes-exist';
import { sshOnlyFromBastion } from './ssh-only-from-bastion';
import { stacksCarryOwnerAndClassification } from './stacks-carry-owner-and-classification';
import { storesSpanZonesInProd } from './stores-span-zones-in-prod';
import { storesWearTheirGroups } from './stores-wear-their-groups';
import { subnetTiersInEveryZone } from './subnet-tiers-in-every-zone';
import { symmetricKeysRotate } from './symmetric-keys-rotate';
import { templatesHaveAtMost400Resources } from './templates-have-at-most-400-resources';
import { topicsAreEncrypted } from './topics-are-encrypted';
import { trailCoversAllRegionsValidatedAndEncrypted } from './trail-covers-all-regions-validated-and-encrypted';
import { userPoolClientsAreClosed } from './user-pool-clients-are-closed';
import { userPoolIsProtected } from './user-pool-is-protected';
import { userPoolTriggersAreWired } from './user-pool-triggers-are-wired';
import { volumesAreEncryptedWithTheirOwnKey } from './volumes-are-encrypted-with-their-own-key';
import { vpcBlockPublicAccess } from './vpc-block-public-access';
import { vpcHasCidrAndDns } from './vpc-has-cidr-and-dns';

/** All checks, sorted by ID. */
export const checks: readonly Check[] = Object.freeze([
  aKeyForEachPurpose,
  accessLogNamesTheDecision,
  accountSettingsAreComplete,
  auditBucketsAreLocked,
  auditBucketsMoveToColdStorage,
  backupsAreCopiedToAnAirGappedVault,
  backupsAreCopiedToAnotherRegion,
  backupsAreLockedAndSeparatelyKeyed,
  backupsMeetObjectives,
  bastionIsPrivateAndLogged,
  bucketsAreEncrypted,
  bucketsDenyPlainHttp,
  cacheEncryptsInTransit,
  configRecordsAllResources,
  configRulesOnGroupsAndRoutes,
  corsIsExact,
  customResourcesAreTheAuditedOne,
  dataAclAdmitsOnlyPrivateTier,
  dataKeyRotationIsTimely,
  dataKeyTableKeepsShortBackups,
  dataStoresAreEncryptedWithTheirOwnKeys,
  dataSubnetsHaveNoInternetRoute,
  databaseAuditsStatements,
  databaseForcesTls,
  decidingFunctionsKnowThePolicies,
  defaultSecurityGroupEmptied,
  deliveryBucketsReplicateToLocked,
  dnsFirewallAllowsListThenBlocks,
  endpointPoliciesAreLimited,
  everyRouteHasAnAuthorizer,
  fieldKeysAdmitExactRoles,
  flowLogsOfAllTraffic,
  functionsEncryptTheirEnvironment,
  gatewayEndpointsForS3AndDynamodb,
  gatewayValidatesBodies,
  instancesRequireImdsv2WithOneHop,
  interfaceEndpointsForAwsApis,
  keyPoliciesAreNarrow,
  keyTamperingAlarms,
  keysHaveAliasAndDeletionWindow,
  localDiffersFromDevInHostNamesOnly,
  logArchiveIsASeparateAccount,
  logBucketsAreVersionedAndUndeletable,
  logGroupsAreEncrypted,
  logGroupsMask,
  logKeysCannotBeDeleted,
  networkAclPerTier,
  networkFirewallAllowsTlsNamesOnly,
  noLoopbackValuesOutsideLocal,
  noOpenSecurityGroupRule,
  noPublicAddressHandedOut,
  noSecretInPlainValues,
  noWildcardActions,
  policyStoreHoldsTheFiles,
  publicSubnetsHoldOnlyLoadBalancersAndNat,
  queuesAndTopicsDenyPlainHttp,
  queuesAreEncrypted,
  rateTiersAreConfigured,
  reviewsAreNotOverdue,
  rightsHaveTheirRoutes,
  rolesHaveThePermissionsBoundary,
  secretsHaveARotationOfTheirKind,
  secretsRotateAndHaveAPolicy,
  securityGroupFlowsMatchTable,
  signInRoutesExist,
  sshOnlyFromBastion,
  stacksCarryOwnerAndClassification,
  storesSpanZonesInProd,
  storesWearTheirGroups,
  subnetTiersInEveryZone,
  symmetricKeysRotate,
  templatesHaveAtMost400Resources,
  topicsAreEncrypted,
  trailCoversAllRegionsValidatedAndEncrypted,
  userPoolClientsAreClosed,
  userPoolIsProtected,
  userPoolTriggersAreWired,
  volumesAreEncryptedWithTheirOwnKey,
  vpcBlockPublicAccess,
  vpcHasCidrAndDns,
]);
