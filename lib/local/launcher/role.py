"""The permissions boundary of a role, which MiniStack's own handler drops from templates, put through its IAM.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
"""

from ministack.services import iam

import in_process

KNOWN = {
    "AssumeRolePolicyDocument", "Description", "ManagedPolicyArns", "MaxSessionDuration", "Path", "PermissionsBoundary",
    "Policies", "RoleName", "Tags",
}


def apply(name: str, props: dict) -> None:
    """Sets the boundary, by which the evaluator then limits the role."""
    if "PermissionsBoundary" in props:
        in_process.taken(iam._put_role_permissions_boundary({"RoleName": [name], "PermissionsBoundary": [props["PermissionsBoundary"]]}))
