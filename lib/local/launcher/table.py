"""Time to live of a DynamoDB table, which MiniStack's own handler drops from templates, put through its API.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
"""

from ministack.services import dynamodb

import in_process


KNOWN = {
    "AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled", "GlobalSecondaryIndexes", "KeySchema",
    "LocalSecondaryIndexes", "PointInTimeRecoverySpecification", "ProvisionedThroughput", "Replicas", "SSESpecification",
    "StreamSpecification", "TableClass", "TableName", "Tags", "TimeToLiveSpecification",
}


def apply(table: str, props: dict) -> None:
    """Sets the time to live that the template asks for."""
    specification = props.get("TimeToLiveSpecification")
    if specification is None:
        return
    enabled = {"Enabled": str(specification["Enabled"]).lower() == "true", "AttributeName": specification["AttributeName"]}
    in_process.taken(dynamodb._update_ttl({"TableName": table, "TimeToLiveSpecification": enabled}))
