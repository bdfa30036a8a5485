"""What the launcher adds to MiniStack, and what stands behind each."""

from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

import account_public_access_block
import api_method
import api_stage
import backup_settings
import bucket
import cache_user_arns
import cache_users
import continuous_backups
import custom_resource
import ec2_settings
import endpoint_policy
import function
import image_files
import mail_resource
import prefix_lists
import principal_arn
import recorded
import replicated_locks
import rest_api
import role
import role_paths
import rotation
import sealed_ciphertexts
import secret
import security_group_rules
import table
import topic
import user_pool
import user_pool_client
from completion import completed

# MiniStack's own handlers, with what they drop.
COMPLETED = {
    "AWS::ApiGateway::Method": api_method,
    "AWS::ApiGateway::RestApi": rest_api,
    "AWS::ApiGateway::Stage": api_stage,
    "AWS::Cognito::UserPool": user_pool,
    "AWS::Cognito::UserPoolClient": user_pool_client,
    "AWS::DynamoDB::GlobalTable": table,
    "AWS::DynamoDB::Table": table,
    "AWS::IAM::Role": role,
    "AWS::Lambda::Function": function,
    "AWS::S3::Bucket": bucket,
    "AWS::SNS::Topic": topic,
}
# Types that MiniStack refuses, on its own APIs.
BACKED = {
    "AWS::ApiGateway::RequestValidator": rest_api.validator_handler(),
    "AWS::EC2::SecurityGroupIngress": security_group_rules.handler_of("Ingress"),
    "AWS::EC2::SecurityGroupEgress": security_group_rules.handler_of("Egress"),
    "AWS::SecretsManager::ResourcePolicy": secret.policy_handler(),
    "AWS::SecretsManager::RotationSchedule": rotation.schedule_handler(),
    "AWS::SecretsManager::Secret": secret.handler(),
}
# What its APIs lack, whoever calls them.
INSTALLED = (
    account_public_access_block, backup_settings, cache_user_arns, cache_users, continuous_backups, custom_resource, ec2_settings, endpoint_policy, image_files,
    mail_resource, prefix_lists, principal_arn, replicated_locks, role_paths, rotation, sealed_ciphertexts,
)


def register() -> dict[str, list[str]]:
    """Installs everything. A recorded type that MiniStack learned meanwhile is left to it, and so isn't announced."""
    completions = {name: completed(_RESOURCE_HANDLERS[name], module.apply, module.KNOWN) for name, module in COMPLETED.items()}
    unknown = {name: identify for name, identify in recorded.TYPES.items() if name not in _RESOURCE_HANDLERS}
    nothing_behind = {name: recorded.handler_of(identify) for name, identify in {**unknown, **recorded.KEPT_BY_NOBODY}.items()}
    _RESOURCE_HANDLERS.update({**completions, **BACKED, **nothing_behind})
    for module in INSTALLED:
        module.install()
    return {
        "completed": sorted(completions),
        "backed": sorted(BACKED),
        "installed": sorted(module.__name__ for module in INSTALLED),
        "recorded": sorted(nothing_behind),
        "endpoints": sorted(recorded.ENDPOINTS),
    }
