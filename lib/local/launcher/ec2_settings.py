"""Settings of the account and region that MiniStack's EC2 lacks: kept and answered, nothing acts on them.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableSnapshotBlockPublicAccess.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
"""

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import ec2

_kept = AccountRegionScopedDict()
STATES = ("block-all-sharing", "block-new-sharing")
METADATA = {
    "HttpTokens": "httpTokens",
    "HttpPutResponseHopLimit": "httpPutResponseHopLimit",
    "HttpEndpoint": "httpEndpoint",
    "InstanceMetadataTags": "instanceMetadataTags",
}


def _encryption(operation: str, enabled: bool | None = None):
    def handle(parameters):
        if enabled is not None:
            _kept["encryption"] = enabled
        state = str(_kept.get("encryption", False)).lower()
        return ec2._xml(200, f"{operation}Response", f"<ebsEncryptionByDefault>{state}</ebsEncryptionByDefault>")

    return handle


def _enable_snapshot_block(parameters):
    state = ec2._p(parameters, "State")
    if state not in STATES:
        return ec2._error("InvalidParameterValue", f"State must be one of {', '.join(STATES)}", 400)
    _kept["snapshots"] = state
    return ec2._xml(200, "EnableSnapshotBlockPublicAccessResponse", f"<state>{state}</state>")


def _snapshot_block_state(parameters):
    return ec2._xml(200, "GetSnapshotBlockPublicAccessStateResponse", f"<state>{_kept.get('snapshots', 'unblocked')}</state>")


def _modify_metadata_defaults(parameters):
    given = {name: ec2._p(parameters, name) for name in METADATA if ec2._p(parameters, name)}
    _kept["metadata"] = {**_kept.get("metadata", {}), **given}
    return ec2._xml(200, "ModifyInstanceMetadataDefaultsResponse", "<return>true</return>")


def _metadata_defaults(parameters):
    level = "".join(f"<{METADATA[name]}>{value}</{METADATA[name]}>" for name, value in _kept.get("metadata", {}).items())
    return ec2._xml(200, "GetInstanceMetadataDefaultsResponse", f"<accountLevel>{level}</accountLevel>")


def install() -> None:
    """Adds the operations to MiniStack's EC2."""
    ec2._ACTION_MAP.update({
        "EnableEbsEncryptionByDefault": _encryption("EnableEbsEncryptionByDefault", True),
        "DisableEbsEncryptionByDefault": _encryption("DisableEbsEncryptionByDefault", False),
        "GetEbsEncryptionByDefault": _encryption("GetEbsEncryptionByDefault"),
        "EnableSnapshotBlockPublicAccess": _enable_snapshot_block,
        "GetSnapshotBlockPublicAccessState": _snapshot_block_state,
        "ModifyInstanceMetadataDefaults": _modify_metadata_defaults,
        "GetInstanceMetadataDefaults": _metadata_defaults,
    })
