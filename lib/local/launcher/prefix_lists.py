"""Prefix lists as peers of security group rules, which MiniStack's EC2 keeps and doesn't read from requests.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
"""

from itertools import count

from ministack.services import ec2


def _lists(parameters, prefix: str) -> list[dict[str, str]]:
    found = []
    for number in count(1):
        identity = ec2._p(parameters, f"{prefix}.PrefixListIds.{number}.PrefixListId")
        if not identity:
            return found
        description = ec2._p(parameters, f"{prefix}.PrefixListIds.{number}.Description")
        found.append({"PrefixListId": identity, **({"Description": description} if description else {})})


def install() -> None:
    """Adds them to each parsed permission."""
    original = ec2._parse_ip_permissions

    def parse(parameters, prefix):
        permissions = original(parameters, prefix)
        for number, permission in enumerate(permissions, start=1):
            permission["PrefixListIds"] = _lists(parameters, f"{prefix}.{number}")
        return permissions

    ec2._parse_ip_permissions = parse
