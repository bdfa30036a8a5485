"""What MiniStack's own handler of `AWS::S3::Bucket` drops without a word, put through its S3 API.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
"""

from ministack.services import s3

import in_process

# By MiniStack's own handler.
CARRIED = {"BucketName", "VersioningConfiguration", "NotificationConfiguration", "CorsConfiguration", "PublicAccessBlockConfiguration", "WebsiteConfiguration"}


def _renamed(value: dict, names: dict) -> dict:
    return {names.get(name, name): entry for name, entry in value.items()}


def _encryption(bucket, value, props):
    rules = [_renamed(rule, {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}) for rule in value["ServerSideEncryptionConfiguration"]]
    in_process.s3("PutBucketEncryption", s3._put_bucket_encryption, bucket, ServerSideEncryptionConfiguration={"Rules": rules})


def _object_lock(bucket, value, props):
    in_process.s3("PutObjectLockConfiguration", s3._put_object_lock_configuration, bucket, ObjectLockConfiguration=value)


def _object_lock_enabled(bucket, value, props):
    if str(value).lower() == "true" and "ObjectLockConfiguration" not in props:
        _object_lock(bucket, {"ObjectLockEnabled": "Enabled"}, props)


def _ownership(bucket, value, props):
    in_process.s3("PutBucketOwnershipControls", s3._put_bucket_ownership_controls, bucket, OwnershipControls=value)


def _logging(bucket, value, props):
    enabled = {"TargetBucket": value.get("DestinationBucketName", bucket), "TargetPrefix": value.get("LogFilePrefix", "")}
    in_process.s3("PutBucketLogging", s3._put_bucket_logging, bucket, BucketLoggingStatus={"LoggingEnabled": enabled})


def _lifecycle_rule(rule: dict) -> dict:
    converted = _renamed(rule, {"Id": "ID"})
    # S3 wants one of Filter and Prefix; a template's rule for all objects has neither.
    if "Filter" not in converted:
        converted["Filter"] = {"Prefix": converted.pop("Prefix", "")}
    for name, days in (("Transitions", "Days"), ("NoncurrentVersionTransitions", "NoncurrentDays")):
        if name in converted:
            converted[name] = [_renamed(entry, {"TransitionInDays": days}) for entry in converted[name]]
    if "ExpirationInDays" in converted:
        converted["Expiration"] = {"Days": int(converted.pop("ExpirationInDays"))}
    if "ExpiredObjectDeleteMarker" in converted:
        converted.setdefault("Expiration", {})["ExpiredObjectDeleteMarker"] = str(converted.pop("ExpiredObjectDeleteMarker")).lower() == "true"
    return converted


def _lifecycle(bucket, value, props):
    rules = [_lifecycle_rule(rule) for rule in value["Rules"]]
    in_process.s3("PutBucketLifecycleConfiguration", s3._put_bucket_lifecycle, bucket, LifecycleConfiguration={"Rules": rules})


def _replication(bucket, value, props):
    configuration = {**value, "Rules": [_renamed(rule, {"Id": "ID"}) for rule in value["Rules"]]}
    in_process.s3("PutBucketReplication", s3._put_bucket_replication, bucket, ReplicationConfiguration=configuration)


def _tags(bucket, value, props):
    in_process.s3("PutBucketTagging", s3._put_bucket_tagging, bucket, Tagging={"TagSet": value})


# Replication and Object Lock need versioning, which MiniStack's handler has set by then.
APPLIED = {
    "BucketEncryption": _encryption,
    "ObjectLockConfiguration": _object_lock,
    "ObjectLockEnabled": _object_lock_enabled,
    "OwnershipControls": _ownership,
    "LoggingConfiguration": _logging,
    "LifecycleConfiguration": _lifecycle,
    "ReplicationConfiguration": _replication,
    "Tags": _tags,
}


KNOWN = CARRIED | APPLIED.keys()


def apply(bucket: str, props: dict) -> None:
    """Puts each dropped property that the template has."""
    for name, put in APPLIED.items():
        if name in props:
            put(bucket, props[name], props)
