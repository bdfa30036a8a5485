"""What MiniStack's own handler of `AWS::Lambda::Function` drops without a word, put through its Lambda API.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
"""

from ministack.services import lambda_svc

import in_process

# Names in templates, and in the API.
CONFIGURATION = {"KmsKeyArn": "KMSKeyArn", "DeadLetterConfig": "DeadLetterConfig", "VpcConfig": "VpcConfig"}
CARRIED = {
    "Architectures", "Code", "Description", "Environment", "EphemeralStorage", "FunctionName", "Handler", "Layers",
    "LoggingConfig", "MemorySize", "PackageType", "Role", "Runtime", "SnapStart", "Tags", "Timeout", "TracingConfig",
}


KNOWN = CARRIED | CONFIGURATION.keys() | {"ReservedConcurrentExecutions"}


def apply(name: str, props: dict) -> None:
    """Updates the configuration with what the template asks for."""
    configuration = {api: props[template] for template, api in CONFIGURATION.items() if template in props}
    if configuration:
        in_process.taken(lambda_svc._update_config(name, configuration))
    if "ReservedConcurrentExecutions" in props:
        in_process.taken(lambda_svc._put_function_concurrency(name, {"ReservedConcurrentExecutions": int(props["ReservedConcurrentExecutions"])}))
