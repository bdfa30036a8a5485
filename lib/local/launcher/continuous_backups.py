"""How far back a table can be recovered, which MiniStack forgets; 1 to 35 days.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html
"""

import json

from ministack.core.responses import AccountRegionScopedDict, error_response_json, json_response
from ministack.services import dynamodb

LONGEST_DAYS = 35
_days = AccountRegionScopedDict()


def install() -> None:
    """Keeps the period, and tells it."""
    update, describe = dynamodb._update_continuous_backups, dynamodb._describe_continuous_backups

    def keep(data):
        asked = int(data.get("PointInTimeRecoverySpecification", {}).get("RecoveryPeriodInDays", LONGEST_DAYS))
        if not 1 <= asked <= LONGEST_DAYS:
            return error_response_json("ValidationException", f"RecoveryPeriodInDays is {asked}; it is 1 to {LONGEST_DAYS}.", 400)
        answer = update(data)
        if answer[0] < 300:
            _days[dynamodb._normalize_table_name(data["TableName"])] = asked
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
