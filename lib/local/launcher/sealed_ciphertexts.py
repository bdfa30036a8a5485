"""Ciphertexts of KMS that can't be altered or opened by another key: MiniStack's are plain exclusive ors.

Each gets a tag under its key, and one whose tag or key is another's is refused as on AWS.
https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html: InvalidCiphertextException when it "has been
corrupted or is otherwise invalid", IncorrectKeyException when another key than the one named encrypted it.
"""

import base64
import hashlib
import hmac
import json

from ministack.core.responses import error_response_json
from ministack.services import kms

TAG_BYTES = 32
KEY_ID_BYTES = 36
# Operation of MiniStack's module, and where its answer holds the ciphertext.
SEALING = {
    "_encrypt": "CiphertextBlob",
    "_generate_data_key": "CiphertextBlob",
    "_generate_data_key_without_plaintext": "CiphertextBlob",
    "_generate_data_key_pair": "PrivateKeyCiphertextBlob",
    "_generate_data_key_pair_without_plaintext": "PrivateKeyCiphertextBlob",
}


def _tag(record: dict, ciphertext: bytes) -> bytes:
    return hmac.new(record["_symmetric_key"], ciphertext, hashlib.sha256).digest()


def _record_in(ciphertext: bytes) -> dict | None:
    """The symmetric key that a ciphertext says it is of."""
    record = kms._resolve_key(ciphertext[:KEY_ID_BYTES].decode(errors="ignore"))
    return record if record and "_symmetric_key" in record else None


def _sealing(original, field: str):
    def operate(data):
        status, headers, body = original(data)
        answer = json.loads(body)
        ciphertext = base64.b64decode(answer.get(field, ""))
        record = _record_in(ciphertext) if status == 200 else None
        if record is None:
            return status, headers, body
        answer[field] = base64.b64encode(ciphertext + _tag(record, ciphertext)).decode()
        return status, headers, json.dumps(answer).encode()

    return operate


def _opening(original):
    def decrypt(data):
        named = kms._resolve_key(data["KeyId"]) if data.get("KeyId") else None
        if named is not None and "_symmetric_key" not in named:
            return original(data)
        sealed = base64.b64decode(data.get("CiphertextBlob", ""))
        ciphertext, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        record = _record_in(ciphertext)
        if record is None or not hmac.compare_digest(tag, _tag(record, ciphertext)):
            return error_response_json("InvalidCiphertextException", "", 400)
        if named is not None and named["KeyId"] != record["KeyId"]:
            return error_response_json("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.", 400)
        return original({**data, "CiphertextBlob": base64.b64encode(ciphertext).decode()})

    return decrypt


def install() -> None:
    """Seals what each operation answers with, and opens it before MiniStack decrypts."""
    for name, field in SEALING.items():
        setattr(kms, name, _sealing(getattr(kms, name), field))
    kms._decrypt = _opening(kms._decrypt)
