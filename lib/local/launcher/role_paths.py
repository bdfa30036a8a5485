"""The path in a role's ARN, which MiniStack leaves out where it judges a call of IAM.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from ministack.core import iam_actions
from ministack.services import iam


def _role_of(query_params: dict, account: str) -> str | None:
    """A known role by its name, or the one that a service is about to get; `None` for anything else."""
    role = iam._roles.get(iam_actions._query_param(query_params, "RoleName"))
    if role is not None:
        return role["Arn"]
    service = iam_actions._query_param(query_params, "AWSServiceName")
    if service:
        return f"arn:aws:iam::{account}:role/aws-service-role/{service}/AWSServiceRoleFor{service.split('.')[0].capitalize()}"
    return None


def install() -> None:
    """Puts the whole ARN before the evaluator."""
    original = iam_actions.extract_resource_arn

    def extract(service, method, path, headers, body, query_params, region, account_id, *more, **named):
        found = _role_of(query_params, account_id) if service == "iam" else None
        return found or original(service, method, path, headers, body, query_params, region, account_id, *more, **named)

    iam_actions.extract_resource_arn = extract
