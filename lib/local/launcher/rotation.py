"""Rotation as Secrets Manager does it: MiniStack promotes a copy and calls nothing.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
"""

import contextvars
import re
import threading
import time

from ministack.core.responses import error_response_json, json_response, new_uuid
from ministack.services import lambda_svc, secretsmanager

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
DAY_SECONDS = 86_400


def _invoke(arn: str, secret: dict, version: str) -> None:
    """The four steps, in a thread of their own: the function calls this server. The first one that fails ends it."""
    function = lambda_svc._functions[arn.split(":")[6]]
    for step in STEPS:
        event = {"SecretId": secret["ARN"], "ClientRequestToken": version, "Step": step, "RotationToken": new_uuid()}
        if lambda_svc._execute_function_with_config_scope(function, event).get("error"):
            return
    secret["LastRotatedDate"] = int(time.time())
    _plan(secret)


def _plan(secret: dict) -> None:
    days = _days(secret.get("RotationRules") or {})
    if days is not None:
        secret["NextRotationDate"] = int(time.time() + days * DAY_SECONDS)


def _days(rules: dict) -> float | None:
    found = re.fullmatch(r"rate\((\d+) (hour|day)s?\)", rules.get("ScheduleExpression", ""))
    if found is None:
        return float(rules["AutomaticallyAfterDays"]) if "AutomaticallyAfterDays" in rules else None
    return int(found[1]) / (24 if found[2] == "hour" else 1)


def _start(secret: dict, version: str) -> None:
    """A pending version has no value before `createSecret` gives it one. An unfinished one is attempted again under its own ID."""
    pending, _ = secretsmanager._find_stage_version(secret, "AWSPENDING")
    current, _ = secretsmanager._find_stage_version(secret, "AWSCURRENT")
    if pending is not None and pending != current:
        version = pending
    else:
        secret["Versions"][version] = {"SecretString": None, "SecretBinary": None, "CreatedDate": int(time.time()), "Stages": ["AWSPENDING"]}
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(_invoke, secret["RotationLambdaARN"], secret, version), daemon=True).start()


def _rotate(data: dict) -> tuple:
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    if not secret:
        return error_response_json("ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400)
    if data.get("RotationLambdaARN"):
        secret["RotationLambdaARN"] = data["RotationLambdaARN"]
    if not secret.get("RotationLambdaARN"):
        return error_response_json("InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.", 400)
    if data.get("RotationRules"):
        secret["RotationRules"] = data["RotationRules"]
    secret["RotationEnabled"] = True
    _plan(secret)
    version = data.get("ClientRequestToken") or new_uuid()
    if str(data.get("RotateImmediately", True)).lower() == "true":
        _start(secret, version)
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version})


def schedule_handler() -> dict:
    """`AWS::SecretsManager::RotationSchedule`, by the API."""

    def create(logical_id, props, stack_name):
        words = {"SecretId": props["SecretId"], "RotationLambdaARN": props["RotationLambdaARN"], "RotationRules": props.get("RotationRules")}
        answer = _rotate({**words, "RotateImmediately": props.get("RotateImmediatelyOnUpdate", True)})
        if answer[0] >= 300:
            raise ValueError(answer[2])
        return props["SecretId"], {}

    def update(physical_id, old_props, new_props, stack_name):
        return create(physical_id, new_props, stack_name)

    return {"create": create, "update": update, "delete": lambda physical_id, props: None}


def _without_empty_versions(original):
    """A version that has no value yet isn't found, as on AWS; as an empty secret it would be taken for one."""

    def read(data):
        answer = original(data)
        body = answer[2] if isinstance(answer[2], (bytes, str)) else b""
        text = body.decode() if isinstance(body, bytes) else body
        if answer[0] < 300 and '"SecretString"' not in text and '"SecretBinary"' not in text:
            return error_response_json("ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPENDING", 400)
        return answer

    return read


def _with_dates(original):
    """When it was rotated, and when it will be: left out by MiniStack's answers."""

    def answer(data):
        import json

        status, headers, body = original(data)
        if status >= 300:
            return status, headers, body
        content = json.loads(body)
        for entry in content.get("SecretList", [content]):
            _, secret = secretsmanager._resolve(entry["ARN"])
            for name in ("KmsKeyId", "LastRotatedDate", "NextRotationDate", "RotationLambdaARN", "RotationRules"):
                if secret.get(name):
                    entry[name] = secret[name]
        return json_response(content)

    return answer


def _dropping_pending(original):
    """The label AWSPENDING goes when the version becomes current."""

    def move(data):
        answer = original(data)
        if answer[0] < 300 and data.get("VersionStage") == "AWSCURRENT" and data.get("MoveToVersionId"):
            _, secret = secretsmanager._resolve(data["SecretId"])
            secretsmanager._remove_stage(secret, data["MoveToVersionId"], "AWSPENDING")
        return answer

    return move


def install() -> None:
    secretsmanager._rotate_secret = _rotate
    secretsmanager._get_secret_value = _without_empty_versions(secretsmanager._get_secret_value)
    secretsmanager._update_secret_version_stage = _dropping_pending(secretsmanager._update_secret_version_stage)
    secretsmanager._describe_secret = _with_dates(secretsmanager._describe_secret)
    secretsmanager._list_secrets = _with_dates(secretsmanager._list_secrets)
