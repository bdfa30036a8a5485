"""What a user pool is asked for that MiniStack's handler of `AWS::Cognito::UserPool` doesn't know is refused, and not dropped.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html
"""

KNOWN = {
    "AccountRecoverySetting", "AdminCreateUserConfig", "AliasAttributes", "AutoVerifiedAttributes", "DeletionProtection", "DeviceConfiguration",
    "EmailConfiguration", "EmailVerificationMessage", "EmailVerificationSubject", "EnabledMfas", "LambdaConfig", "MfaConfiguration", "Policies",
    "Schema", "SmsAuthenticationMessage", "SmsConfiguration", "SmsVerificationMessage", "UserAttributeUpdateSettings", "UserPoolAddOns",
    "UserPoolName", "UserPoolTags", "UserPoolTier", "UsernameAttributes", "UsernameConfiguration", "VerificationMessageTemplate",
}


def apply(pool: str, props: dict) -> None:
    """Nothing is dropped of these."""
