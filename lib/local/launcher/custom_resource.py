"""The field `ServiceToken` of a custom resource's event, which MiniStack leaves out.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
"""

from ministack.services import lambda_svc


def install() -> None:
    """Adds the field to each event on its way to the function."""
    original = lambda_svc._execute_function_with_config_scope

    def execute(record, event, *more, **named):
        properties = event.get("ResourceProperties") if isinstance(event, dict) and "ResponseURL" in event else None
        if isinstance(properties, dict) and "ServiceToken" in properties:
            event = {**event, "ServiceToken": properties["ServiceToken"]}
        return original(record, event, *more, **named)

    lambda_svc._execute_function_with_config_scope = execute
