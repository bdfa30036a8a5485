"""Secrets as templates ask for them: MiniStack generates passwords with what they exclude, and answers `Ref` with a name.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
"""

import json

from ministack.services import secretsmanager
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

import in_process

KNOWN = {"Description", "GenerateSecretString", "KmsKeyId", "Name", "SecretString", "Tags"}


def _value(props: dict) -> str | None:
    """The text that the service's own generator makes."""
    asked = props.get("GenerateSecretString")
    if asked is None:
        return props.get("SecretString")
    asked = dict(asked)
    template, key = asked.pop("SecretStringTemplate", None), asked.pop("GenerateStringKey", None)
    words = {name: int(value) if name == "PasswordLength" else value if name == "ExcludeCharacters" else str(value).lower() == "true" for name, value in asked.items()}
    answer = secretsmanager._get_random_password(words)
    in_process.taken(answer)
    password = json.loads(answer[2])["RandomPassword"]
    return password if template is None else json.dumps({**json.loads(template), key: password})


def handler() -> dict:
    """By the service's API, and known by its ARN afterwards, as on AWS."""
    original = _RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]

    def create(logical_id, props, stack_name):
        if unknown := props.keys() - KNOWN:
            raise in_process.Refused(f"{logical_id} asks for {', '.join(sorted(unknown))}, which the local cloud would drop")
        words = {name: props[name] for name in ("Description", "KmsKeyId", "Name", "Tags") if name in props}
        answer = secretsmanager._create_secret({**words, "SecretString": _value(props)})
        in_process.taken(answer)
        arn = json.loads(answer[2])["ARN"]
        return arn, {"Id": arn}

    def delete(physical_id, props):
        original["delete"](secretsmanager._secret_name_from_arn(physical_id), props)

    return {**original, "create": create, "delete": delete}


def policy_handler() -> dict:
    """`AWS::SecretsManager::ResourcePolicy`, by the API; the evaluator then judges by it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html
    """

    def create(logical_id, props, stack_name):
        words = {"SecretId": props["SecretId"], "ResourcePolicy": json.dumps(props["ResourcePolicy"])}
        in_process.taken(secretsmanager._put_resource_policy(words))
        return props["SecretId"], {}

    def update(physical_id, old_props, new_props, stack_name):
        return create(physical_id, new_props, stack_name)

    def delete(physical_id, props):
        secretsmanager._delete_resource_policy({"SecretId": physical_id})

    return {"create": create, "update": update, "delete": delete}
