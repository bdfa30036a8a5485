"""The request validator of an API's method, which MiniStack's handler of `AWS::ApiGateway::Method` drops: no body would be validated.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html
"""

from ministack.services import apigateway_v1

KNOWN = {
    "ApiKeyRequired", "AuthorizationScopes", "AuthorizationType", "AuthorizerId", "HttpMethod", "Integration", "MethodResponses",
    "OperationName", "RequestModels", "RequestParameters", "RequestValidatorId", "ResourceId", "RestApiId",
}


def apply(physical_id: str, props: dict) -> None:
    """Through the record that the API's own PutMethod writes."""
    resource = apigateway_v1._resources[props["RestApiId"]][props["ResourceId"]]
    resource["resourceMethods"][props["HttpMethod"]]["requestValidatorId"] = props.get("RequestValidatorId")
