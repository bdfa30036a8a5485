"""The default retention of a locked bucket for copies that replication puts there, which MiniStack leaves out.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html: without retention at the
source, "the destination bucket's default retention period is applied to your object replicas".
"""

from ministack.services import s3


def install() -> None:
    """Locks each copy as it lands."""
    original = s3._maybe_replicate

    def replicate(bucket_name, key, obj, data, *more, **named):
        original(bucket_name, key, obj, data, *more, **named)
        if "_replica" in obj:
            destination, version, account = obj["_replica"]
            with s3._in_account(account):
                s3._apply_object_lock_from_headers(destination, key, {}, version)

    s3._maybe_replicate = replicate
