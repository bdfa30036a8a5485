"""How far back a table can be recovered, which MiniStack forgets.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
"""

import json

from ministack.core.responses import json_response
from ministack.services import dynamodb

LONGEST_DAYS = 35
_days: dict[str, int] = {}


def install() -> None:
    """Keeps the period, and tells it."""
    update, describe = dynamodb._update_continuous_backups, dynamodb._describe_continuous_backups

    def keep(data):
        answer = update(data)
        if answer[0] < 300:
            asked = data.get("PointInTimeRecoverySpecification", {}).get("RecoveryPeriodInDays", LONGEST_DAYS)
            _days[dynamodb._normalize_table_name(data["TableName"])] = int(asked)
        return answer

    def tell(data):
        status, headers, body = describe(data)
        if status >= 300:
            return status, headers, body
        content = json.loads(body)
        recovery = content["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        recovery["RecoveryPeriodInDays"] = _days.get(dynamodb._normalize_table_name(data["TableName"]), LONGEST_DAYS)
        return json_response(content)

    dynamodb._update_continuous_backups, dynamodb._describe_continuous_backups = keep, tell
