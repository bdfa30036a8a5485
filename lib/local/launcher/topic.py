"""The key of a topic, which MiniStack's own handler drops from templates, put through its SNS.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html
"""

from ministack.services import sns

import in_process

KNOWN = {"DisplayName", "KmsMasterKeyId", "Subscription", "Tags", "TopicName"}


def apply(arn: str, props: dict) -> None:
    """Sets the key."""
    if "KmsMasterKeyId" in props:
        in_process.taken(sns._set_topic_attributes({"TopicArn": [arn], "AttributeName": ["KmsMasterKeyId"], "AttributeValue": [props["KmsMasterKeyId"]]}))
