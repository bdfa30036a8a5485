"""What MiniStack's handler of `AWS::ApiGateway::RestApi` drops of an API's own settings.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
"""

import json

from ministack.services import apigateway_v1

import in_process

# Names in templates, and in the API.
SETTINGS = {"DisableExecuteApiEndpoint": "disableExecuteApiEndpoint", "SecurityPolicy": "securityPolicy", "EndpointAccessMode": "endpointAccessMode"}
KNOWN = {"BinaryMediaTypes", "Description", "FailOnWarnings", "EndpointConfiguration", "MinimumCompressionSize", "Name", "Policy", "Tags"} | SETTINGS.keys()


def apply(api: str, props: dict) -> None:
    """The default endpoint stays reachable here: it is what the front calls, as CloudFront will call the custom domain's."""
    record = apigateway_v1._rest_apis[api]
    for template, name in SETTINGS.items():
        if template in props:
            value = props[template]
            record[name] = str(value).lower() == "true" if name.startswith("disable") else value
    endpoint = props.get("EndpointConfiguration")
    if endpoint is not None:
        record["endpointConfiguration"] = {"types": endpoint["Types"]}


def validator_handler() -> dict:
    """`AWS::ApiGateway::RequestValidator`, by the API: MiniStack's own handler makes up an ID and no validator.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html
    """
    def create(logical_id, props, stack_name):
        words = {
            "name": props.get("Name", logical_id),
            "validateRequestBody": str(props.get("ValidateRequestBody", False)).lower() == "true",
            "validateRequestParameters": str(props.get("ValidateRequestParameters", False)).lower() == "true",
        }
        answer = apigateway_v1._create_request_validator(props["RestApiId"], words)
        in_process.taken(answer)
        identity = json.loads(answer[2])["id"]
        return identity, {"RequestValidatorId": identity}

    def update(physical_id, old_props, new_props, *more):
        return create(physical_id, new_props, "")

    def delete(physical_id, props):
        apigateway_v1._delete_request_validator(props["RestApiId"], physical_id)

    return {"create": create, "update": update, "delete": delete}
