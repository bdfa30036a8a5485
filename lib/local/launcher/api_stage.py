"""The access log of an API's stage, which MiniStack's handler of `AWS::ApiGateway::Stage` drops. Its API keeps it; nothing is logged.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
"""

from ministack.services import apigateway_v1

KNOWN = {"AccessLogSetting", "DeploymentId", "Description", "MethodSettings", "RestApiId", "StageName", "Tags", "TracingEnabled", "Variables"}


def apply(name: str, props: dict) -> None:
    setting = props.get("AccessLogSetting")
    if setting is not None:
        stage = apigateway_v1._stages_v1[props["RestApiId"]][name]
        stage["accessLogSettings"] = {"destinationArn": setting.get("DestinationArn"), "format": setting.get("Format")}
