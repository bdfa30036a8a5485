"""The resource types for which a region uses AWS Backup, which MiniStack's Backup lacks.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html
"""

import json

from ministack.core.responses import json_response
from ministack.services import backup

PATH = "/account-settings"
PREFERENCES = ("ResourceTypeOptInPreference", "ResourceTypeManagementPreference")
_settings: dict[str, dict[str, bool]] = {name: {} for name in PREFERENCES}


def install() -> None:
    """Answers for the path; everything else stays MiniStack's."""
    original = backup.handle_request

    async def handle(method, path, headers, body, query_params):
        if path.rstrip("/") != PATH:
            return await original(method, path, headers, body, query_params)
        if method == "PUT":
            asked = json.loads(body or b"{}")
            for name in PREFERENCES:
                _settings[name].update(asked.get(name) or {})
        return json_response(_settings)

    backup.handle_request = handle
