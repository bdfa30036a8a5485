"""The user that a call of ElastiCache is about, which MiniStack leaves out where it judges the call.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html
"""

from ministack.core import iam_actions
from ministack.services import elasticache


def install() -> None:
    """Puts the user's ARN before the evaluator."""
    original = iam_actions.extract_resource_arn

    def extract(service, method, path, headers, body, query_params, region, account_id, *more, **named):
        user = iam_actions._query_param(query_params, "UserId") if service == "elasticache" else None
        return elasticache._arn_user(user) if user else original(service, method, path, headers, body, query_params, region, account_id, *more, **named)

    iam_actions.extract_resource_arn = extract
