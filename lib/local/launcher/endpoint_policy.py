"""What DescribeVpcEndpoints tells of an endpoint's protection, which MiniStack keeps and doesn't answer with.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
"""

import json
from xml.sax.saxutils import escape

from ministack.services import ec2


def _policy(endpoint: dict) -> str:
    document = endpoint.get("PolicyDocument")
    if not document:
        return ""
    return f"<policyDocument>{escape(document if isinstance(document, str) else json.dumps(document))}</policyDocument>"


def _groups(endpoint: dict) -> str:
    return "".join(f"<item><groupId>{group}</groupId></item>" for group in endpoint.get("SecurityGroupIds", []))


def install() -> None:
    """Adds the fields to each endpoint."""
    original = ec2._vpce_fields_xml

    def fields(endpoint, tag="item"):
        private = str(endpoint.get("PrivateDnsEnabled", False)).lower()
        more = f"{_policy(endpoint)}<groupSet>{_groups(endpoint)}</groupSet><privateDnsEnabled>{private}</privateDnsEnabled>"
        return original(endpoint, tag).removesuffix(f"</{tag}>") + f"{more}</{tag}>"

    ec2._vpce_fields_xml = fields
