"""The account's own block of public access to S3, which MiniStack lacks: kept, answered, and obeyed by every bucket.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html: the most restrictive of
the settings of account and bucket holds.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring
from ministack import app
from ministack.core.responses import AccountScopedDict
from ministack.services import s3

PATH = "/v20180820/configuration/publicAccessBlock"
NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/"
SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
ACTIONS = {"GET": "s3:GetAccountPublicAccessBlock", "PUT": "s3:PutAccountPublicAccessBlock", "DELETE": "s3:PutAccountPublicAccessBlock"}

_kept = AccountScopedDict()


def _read(body: bytes) -> dict[str, bool]:
    texts = {element.tag.rsplit("}", 1)[-1]: element.text for element in fromstring(body).iter()}
    return {setting: texts.get(setting) == "true" for setting in SETTINGS}


def _written() -> bytes:
    root = Element("PublicAccessBlockConfiguration", xmlns=NAMESPACE)
    for setting in SETTINGS:
        SubElement(root, setting).text = str(_kept["account"][setting]).lower()
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _missing() -> tuple:
    return 404, b"<ErrorResponse><Error><Code>NoSuchPublicAccessBlockConfiguration</Code><Message>The public access block configuration was not found</Message></Error></ErrorResponse>"


def _answer(method: str, body: bytes) -> tuple[int, bytes]:
    if method == "PUT":
        _kept["account"] = _read(body)
        return 201, b""
    if method == "DELETE":
        _kept.pop("account", None)
        return 204, b""
    return (200, _written()) if "account" in _kept else _missing()


def install() -> None:
    """Answers the path, and lets the account's settings weigh with each bucket's own."""
    original_control, original_blocked = app._handle_s3_control_request, s3._public_access_blocked

    async def control(path, method, body, query_params, request_id, headers=None):
        if path.rstrip("/") != PATH or method not in ACTIONS:
            return await original_control(path, method, body, query_params, request_id, headers)
        denied = app._enforce_data_plane("s3", ACTIONS[method], headers or {}, query_params, request_id, resource_arn="*")
        if denied:
            return denied
        status, text = _answer(method, body)
        return status, {"Content-Type": "application/xml", "x-amzn-requestid": request_id}, text

    def blocked(owner_account, bucket_name, setting):
        account = _kept.get_scoped(owner_account, None, "account", {})
        return account.get(setting, False) or original_blocked(owner_account, bucket_name, setting)

    app._handle_s3_control_request = control
    s3._public_access_blocked = blocked
