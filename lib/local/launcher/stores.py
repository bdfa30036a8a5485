"""Stores of which only the endpoint is real: the server behind it is the local one, whatever else the template asks for.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html#aws-resource-rds-dbcluster-return-values
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html#aws-resource-elasticache-replicationgroup-return-values
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
"""

import json
import secrets

from ministack.core.responses import get_account_id, get_region
from ministack.services import rds, secretsmanager

from servers import servers


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{get_region()}:{get_account_id()}:{resource}"


def cluster(props):
    """A database cluster; its administrator's secret is made as RDS makes it, in its own name."""
    identity = props.get("DBClusterIdentifier") or f"cluster-{secrets.token_hex(6)}"
    server = servers()["postgres"]
    # Where `AWS::SecretsManager::SecretTargetAttachment` looks.
    rds._clusters[identity] = {"Endpoint": server["host"], "Port": server["port"], "DatabaseName": props.get("DatabaseName"), "Engine": props["Engine"]}
    attributes = {
        "DBClusterArn": _arn("rds", f"cluster:{identity}"),
        "DBClusterResourceId": f"cluster-{secrets.token_hex(10).upper()}",
        "Endpoint.Address": server["host"],
        "Endpoint.Port": str(server["port"]),
        "ReadEndpoint.Address": server["host"],
    }
    if str(props.get("ManageMasterUserPassword", "false")).lower() == "true":
        attributes["MasterUserSecret.SecretArn"] = _master_secret(identity, props, server)
    return identity, attributes


def _master_secret(identity: str, props: dict, server: dict) -> str:
    if props.get("MasterUsername") != server["username"]:
        raise ValueError(f"the administrator of {identity} is {props.get('MasterUsername')}; the local server knows {server['username']}")
    name = f"rds!cluster-{identity}"
    created = secretsmanager._create_secret(
        {
            "Name": name,
            "KmsKeyId": (props.get("MasterUserSecret") or {}).get("KmsKeyId"),
            "SecretString": json.dumps({"username": server["username"], "password": server["password"]}),
        }
    )
    return json.loads(created[2])["ARN"]


def replication_group(props):
    """A cache."""
    identity = props.get("ReplicationGroupId") or f"cache-{secrets.token_hex(6)}"
    server = servers()["redis"]
    endpoint = {"Address": server["host"], "Port": str(server["port"])}
    ends = {f"{end}.{name}": value for end in ("PrimaryEndPoint", "ReaderEndPoint") for name, value in endpoint.items()}
    return identity, {**ends, "Arn": _arn("elasticache", f"replicationgroup:{identity}")}
