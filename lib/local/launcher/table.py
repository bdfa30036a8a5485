"""Time to live and policy of a DynamoDB table, which MiniStack's own handler drops from templates, put through its API.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
"""

import json

from ministack.core.responses import get_account_id, get_region
from ministack.services import dynamodb

import in_process


KNOWN = {
    "AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled", "GlobalSecondaryIndexes", "KeySchema",
    "LocalSecondaryIndexes", "PointInTimeRecoverySpecification", "ProvisionedThroughput", "Replicas", "ResourcePolicy", "SSESpecification",
    "StreamSpecification", "TableClass", "TableName", "Tags", "TimeToLiveSpecification",
}


def apply(table: str, props: dict) -> None:
    """Sets what the template asks for."""
    if "ResourcePolicy" in props:
        arn = f"arn:aws:dynamodb:{get_region()}:{get_account_id()}:table/{table}"
        in_process.taken(dynamodb._put_resource_policy({"ResourceArn": arn, "Policy": json.dumps(props["ResourcePolicy"]["PolicyDocument"])}))
    if "SSESpecification" in props:
        asked = props["SSESpecification"]
        names = {"Enabled": str(asked["SSEEnabled"]).lower() == "true", **{name: asked[name] for name in ("SSEType", "KMSMasterKeyId") if name in asked}}
        in_process.taken(dynamodb._update_table({"TableName": table, "SSESpecification": names}))
    if "PointInTimeRecoverySpecification" in props:
        asked = props["PointInTimeRecoverySpecification"]
        wanted = {"PointInTimeRecoveryEnabled": str(asked["PointInTimeRecoveryEnabled"]).lower() == "true"}
        if "RecoveryPeriodInDays" in asked:
            wanted["RecoveryPeriodInDays"] = int(asked["RecoveryPeriodInDays"])
        in_process.taken(dynamodb._update_continuous_backups({"TableName": table, "PointInTimeRecoverySpecification": wanted}))
    specification = props.get("TimeToLiveSpecification")
    if specification is None:
        return
    enabled = {"Enabled": str(specification["Enabled"]).lower() == "true", "AttributeName": specification["AttributeName"]}
    in_process.taken(dynamodb._update_ttl({"TableName": table, "TimeToLiveSpecification": enabled}))
