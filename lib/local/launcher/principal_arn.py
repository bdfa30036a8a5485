"""`aws:PrincipalArn` of somebody who assumed a role is the role's ARN; MiniStack gives the session's.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
"""

import re

from ministack.core import iam_evaluator

SESSION = re.compile(r"arn:aws:sts::(\d{12}):assumed-role/(.+)/[^/]+")


def install() -> None:
    """Answers for this key; every other one stays MiniStack's."""
    original = iam_evaluator._resolve_condition_key

    def resolve(key, context):
        found = original(key, context)
        session = SESSION.fullmatch(found) if key.lower() == "aws:principalarn" and isinstance(found, str) else None
        return f"arn:aws:iam::{session[1]}:role/{session[2]}" if session else found

    iam_evaluator._resolve_condition_key = resolve
