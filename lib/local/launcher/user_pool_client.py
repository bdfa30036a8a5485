"""What a client is asked for that MiniStack's handler of `AWS::Cognito::UserPoolClient` doesn't know is refused, and not dropped.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
"""

KNOWN = {
    "AccessTokenValidity", "AllowedOAuthFlows", "AllowedOAuthFlowsUserPoolClient", "AllowedOAuthScopes", "AnalyticsConfiguration",
    "AuthSessionValidity", "CallbackURLs", "ClientName", "DefaultRedirectURI", "EnablePropagateAdditionalUserContextData", "EnableTokenRevocation",
    "ExplicitAuthFlows", "GenerateSecret", "IdTokenValidity", "LogoutURLs", "PreventUserExistenceErrors", "ReadAttributes", "RefreshTokenValidity",
    "SupportedIdentityProviders", "TokenValidityUnits", "UserPoolId", "WriteAttributes",
}


def apply(client: str, props: dict) -> None:
    """Nothing is dropped of these."""
