"""The resource types for which a region uses AWS Backup, which MiniStack's Backup lacks.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html
"""

import json

from ministack.core.responses import AccountRegionScopedDict, json_response
from ministack.services import backup

PATH = "/account-settings"
PREFERENCES = ("ResourceTypeOptInPreference", "ResourceTypeManagementPreference")
_settings = AccountRegionScopedDict()


def _update(body: bytes) -> tuple | None:
    """Adds to what was said before; nothing of it when one of the types isn't known."""
    asked = {name: json.loads(body or b"{}").get(name) or {} for name in PREFERENCES}
    unknown = sorted({kind for one in asked.values() for kind in one} - set(backup._SUPPORTED_RESOURCE_TYPES))
    if unknown:
        return backup._err("InvalidParameterValueException", f"AWS Backup knows no resource type {', '.join(unknown)}.")
    for name, preferences in asked.items():
        _settings[name] = {**_settings.get(name, {}), **preferences}
    return None


def install() -> None:
    """Answers for the path; everything else stays MiniStack's."""
    original = backup.handle_request

    async def handle(method, path, headers, body, query_params):
        if path.rstrip("/") != PATH:
            return await original(method, path, headers, body, query_params)
        refused = _update(body) if method == "PUT" else None
        return refused or json_response({name: _settings.get(name, {}) for name in PREFERENCES})

    backup.handle_request = handle
