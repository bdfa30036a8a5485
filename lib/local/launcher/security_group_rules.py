"""Security group rules that stand alone in a template, through the EC2 API of the emulator.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html
"""

import in_process

PEERS = {
    "CidrIp": ("IpRanges", "CidrIp"),
    "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
    "SourcePrefixListId": ("PrefixListIds", "PrefixListId"),
    "DestinationPrefixListId": ("PrefixListIds", "PrefixListId"),
    "SourceSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    "DestinationSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
}


def _permission(props: dict) -> dict:
    known = {"GroupId", "IpProtocol", "FromPort", "ToPort", "Description", *PEERS}
    if unknown := props.keys() - known:
        raise in_process.Refused(f"a security group rule with {', '.join(sorted(unknown))} isn't carried over")
    described = {"Description": props["Description"]} if "Description" in props else {}
    ports = {name: int(props[name]) for name in ("FromPort", "ToPort") if name in props}
    peers = {kind: [{field: props[name], **described}] for name, (kind, field) in PEERS.items() if name in props}
    return {"IpProtocol": str(props["IpProtocol"]), **ports, **peers}


def handler_of(direction: str) -> dict:
    """The handler of `Ingress` or `Egress`; any change makes another rule, as on AWS."""

    def create(logical_id, props, stack_name):
        answer = in_process.ec2(f"AuthorizeSecurityGroup{direction}", GroupId=props["GroupId"], IpPermissions=[_permission(props)])
        rule = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return rule, {"Id": rule}

    def delete(physical_id, props):
        in_process.ec2(f"RevokeSecurityGroup{direction}", GroupId=props["GroupId"], IpPermissions=[_permission(props)])

    def update(physical_id, old_props, new_props, stack_name):
        created = create(physical_id, new_props, stack_name)
        delete(physical_id, old_props)
        return created

    return {"create": create, "update": update, "delete": delete}
