"""CloudFormation types that MiniStack has nothing for: accepted, given an identity, remembered, and nothing else.

What stands here is announced at every start. Nothing that such a resource promises was driven.
"""

import secrets

from ministack.core.responses import get_account_id, get_region

import stores


def _hex(prefix: str) -> str:
    return f"{prefix}-{secrets.token_hex(9)[:17]}"


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{get_region()}:{get_account_id()}:{resource}"


def _elastic_ip(props):
    # TEST-NET-3 of RFC 5737: nobody has it.
    address = f"203.0.113.{secrets.randbelow(254) + 1}"
    return address, {"PublicIp": address, "AllocationId": _hex("eipalloc")}


def _with_id(prefix: str, attribute: str):
    def identify(props):
        identity = _hex(prefix)
        return identity, {attribute: identity}

    return identify


def _resolver(prefix: str, kind: str):
    def identify(props):
        identity = _hex(prefix)
        return identity, {"Id": identity, "Arn": _arn("route53resolver", f"{kind}/{identity}")}

    return identify


def _named(name: str, service: str, kind: str, arn: str = "Arn", **attributes: str):
    def identify(props):
        identity = props.get(name) or _hex(kind)
        return identity, {arn: _arn(service, f"{kind}/{identity}"), **attributes}

    return identify


def _firewall(kind: str, name: str, prefix: str):
    """Network Firewall: `Ref` is the ARN."""

    def identify(props):
        arn = _arn("network-firewall", f"{kind}/{props[name]}")
        return arn, {f"{prefix}Arn": arn, f"{prefix}Id": _hex(kind)}

    return identify


def _firewall_itself(props):
    arn, attributes = _firewall("firewall", "FirewallName", "Firewall")(props)
    zones = props.get("SubnetMappings", [])
    # As many as there are subnets, in an order that nobody may rely on, on AWS as here.
    return arn, {**attributes, "EndpointIds": [f"{get_region()}{chr(97 + n)}:{_hex('vpce')}" for n, _ in enumerate(zones)]}


def _only(prefix: str):
    return lambda props: (_hex(prefix), {})


# The return values of each type are those of its page in the CloudFormation template reference.
TYPES = {
    "AWS::CloudTrail::Trail": _named("TrailName", "cloudtrail", "trail"),
    "AWS::Config::ConfigRule": _named("ConfigRuleName", "config", "config-rule"),
    "AWS::Config::ConfigurationRecorder": lambda props: (props.get("Name") or "default", {}),
    "AWS::Config::DeliveryChannel": lambda props: (props.get("Name") or "default", {}),
    "AWS::EC2::EIP": _elastic_ip,
    "AWS::EC2::FlowLog": _with_id("fl", "Id"),
    "AWS::EC2::NatGateway": _with_id("nat", "NatGatewayId"),
    "AWS::EC2::NetworkAcl": _with_id("acl", "Id"),
    "AWS::EC2::NetworkAclEntry": _only("aclentry"),
    "AWS::EC2::SubnetNetworkAclAssociation": _with_id("aclassoc", "AssociationId"),
    "AWS::EC2::VPCBlockPublicAccessExclusion": _with_id("vpcbpa-exclude", "ExclusionId"),
    "AWS::EC2::VPCBlockPublicAccessOptions": lambda props: (get_account_id(), {"AccountId": get_account_id()}),
    "AWS::NetworkFirewall::Firewall": _firewall_itself,
    "AWS::NetworkFirewall::FirewallPolicy": _firewall("firewall-policy", "FirewallPolicyName", "FirewallPolicy"),
    "AWS::NetworkFirewall::LoggingConfiguration": lambda props: (props["FirewallArn"], {}),
    "AWS::NetworkFirewall::RuleGroup": _firewall("stateful-rulegroup", "RuleGroupName", "RuleGroup"),
    "AWS::Route53Resolver::FirewallConfig": _resolver("rslvr-fc", "firewall-config"),
    "AWS::Route53Resolver::FirewallDomainList": _resolver("rslvr-fdl", "firewall-domain-list"),
    "AWS::Route53Resolver::FirewallRuleGroup": _resolver("rslvr-frg", "firewall-rule-group"),
    "AWS::Route53Resolver::FirewallRuleGroupAssociation": _resolver("rslvr-frgassoc", "firewall-rule-group-association"),
    "AWS::Route53Resolver::ResolverQueryLoggingConfig": _resolver("rqlc", "resolver-query-log-config"),
    "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation": _resolver("rqlca", "resolver-query-log-config-association"),
}


def _vault(props):
    arn = _arn("backup", f"backup-vault:{props['BackupVaultName']}")
    return props["BackupVaultName"], {"BackupVaultName": props["BackupVaultName"], "BackupVaultArn": arn}


def _plan(props):
    identity = _hex("plan")
    return identity, {"BackupPlanId": identity, "BackupPlanArn": _arn("backup", f"backup-plan:{identity}"), "VersionId": _hex("version")}


# Nothing of these is real but the endpoint, at which a server of this run listens.
ENDPOINTS = {
    "AWS::ElastiCache::ReplicationGroup": stores.replication_group,
    "AWS::RDS::DBCluster": stores.cluster,
}

# Types for which MiniStack has a record of its own, of less than the templates ask for, and nothing behind it either: no backup
# is made, no database or cache is started.
KEPT_BY_NOBODY = {
    **ENDPOINTS,
    "AWS::Backup::BackupPlan": _plan,
    "AWS::Backup::BackupSelection": _with_id("selection", "SelectionId"),
    "AWS::Backup::BackupVault": _vault,
    "AWS::Backup::RestoreTestingPlan": lambda props: (props["RestoreTestingPlanName"], {}),
    "AWS::Backup::RestoreTestingSelection": lambda props: (props["RestoreTestingSelectionName"], {}),
    "AWS::ElastiCache::SubnetGroup": _named("CacheSubnetGroupName", "elasticache", "subnetgroup"),
    "AWS::RDS::DBClusterParameterGroup": _named("DBClusterParameterGroupName", "rds", "cluster-pg"),
    "AWS::RDS::DBInstance": _named("DBInstanceIdentifier", "rds", "db", "DBInstanceArn"),
    "AWS::RDS::DBSubnetGroup": _named("DBSubnetGroupName", "rds", "subgrp"),
}


def handler_of(identify) -> dict:
    """A type's handler; an update keeps the identity, as in-place updates do."""

    def create(logical_id, props, stack_name):
        return identify(props)

    def update(physical_id, old_props, new_props, stack_name):
        _identity, attributes = identify(new_props)
        return physical_id, attributes

    return {"create": create, "update": update, "delete": lambda physical_id, props: None}
