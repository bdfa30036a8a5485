"""Calls MiniStack's own implementation of an API without HTTP.

Handlers of CloudFormation types run on the server's event loop: an HTTP request from one to the server would wait for
itself. Requests are built from botocore's models, so that a property in a wrong shape is refused here and not dropped.
"""

from functools import cache

from botocore.model import OperationModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.session import get_session
from botocore.validate import ParamValidator


class Refused(ValueError):
    """MiniStack's API refused what the template asks for; fails the resource."""


@cache
def _service(name: str):
    return get_session().get_service_model(name)


def _request(service: str, operation: str, parameters: dict) -> tuple[OperationModel, dict]:
    model = _service(service).operation_model(operation)
    report = ParamValidator().validate(parameters, model.input_shape)
    if report.has_errors():
        raise Refused(f"{operation}: {report.generate_report()}")
    serializer = create_serializer(_service(service).metadata["protocol"], include_validation=False)
    return model, serializer.serialize_to_request(parameters, model)


def _answer(service: str, model: OperationModel, response: tuple) -> dict:
    taken(response)
    status, headers, body = response
    parser = create_parser(_service(service).metadata["protocol"])
    return parser.parse({"status_code": status, "headers": headers, "body": body}, model.output_shape)


def ec2(operation: str, **parameters) -> dict:
    """One call of the EC2 API."""
    from ministack.services import ec2 as service

    model, request = _request("ec2", operation, parameters)
    query = {name: [str(value)] for name, value in request["body"].items()}
    return _answer("ec2", model, service._ACTION_MAP[operation](query))


def s3(operation: str, implementation, bucket: str, **parameters) -> None:
    """One call of the S3 API that puts a configuration to a bucket."""
    _model, request = _request("s3", operation, {"Bucket": bucket, **parameters})
    taken(implementation(bucket, request["body"]))


def taken(response: tuple) -> None:
    """Passes on that an operation was refused, for operations that take JSON or a query as they come."""
    status, _headers, body = response
    if status >= 300:
        raise Refused(body.decode(errors="replace") if isinstance(body, bytes) else str(body))
