"""Sending mail is judged on the identity that it is sent from: the address, or the domain where that alone is verified.

MiniStack judges it on `*`, which no policy for one identity allows.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
"""

import json

from ministack.core import iam_actions
from ministack.services import ses_v2

PATH = "/v2/email/outbound-emails"


def _sender(body: bytes) -> str:
    """The bare address, without a name before it."""
    try:
        address = json.loads(body).get("FromEmailAddress") or ""
    except (ValueError, AttributeError):
        return ""
    return address.rpartition("<")[2].rstrip(">").strip()


def install() -> None:
    """For this one operation; every other one stays MiniStack's."""
    original = iam_actions._ses_v2_resource_arn

    def resource(method, path, body, region, account):
        sender = _sender(body) if method == "POST" and path.rstrip("/") == PATH else ""
        if not sender:
            return original(method, path, body, region, account)
        identity = sender if sender in ses_v2._identities else sender.rpartition("@")[2]
        return f"arn:aws:ses:{region}:{account}:identity/{identity}"

    iam_actions._ses_v2_resource_arn = resource
