"""ElastiCache's users, applied to the real server: MiniStack keeps them and forgets their passwords.

A user has up to two passwords at once, and each change of them replaces all.
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
"""

import redis
from ministack.services import elasticache

from servers import servers

MOST_PASSWORDS = 2


def _connection() -> redis.Redis:
    server = servers()["redis"]
    return redis.Redis(
        host=server["host"],
        port=server["port"],
        username=server["username"],
        password=server["password"],
        ssl=True,
        ssl_ca_certs=servers()["authorityFile"],
        socket_timeout=5,
    )


def _passwords(parameters: dict) -> list[str]:
    """Both ways of the API to say them."""
    found = []
    for prefix in ("Passwords.member.", "AuthenticationMode.Passwords.member."):
        number = 1
        while value := elasticache._p(parameters, f"{prefix}{number}"):
            found.append(value)
            number += 1
    return found


def _apply(parameters: dict) -> tuple | None:
    passwords = _passwords(parameters)
    if len(passwords) > MOST_PASSWORDS:
        return elasticache._error("InvalidParameterValue", "A user has at most two passwords.", 400)
    user = elasticache._users[elasticache._p(parameters, "UserId")]
    if passwords:
        user["Authentication"] = {"Type": "password", "PasswordCount": len(passwords)}
    rules = user["AccessString"].split()
    keep = [] if passwords else ["nopass"] if user["Authentication"]["Type"] == "no-password-required" else []
    connection = _connection()
    try:
        if passwords:
            connection.execute_command("ACL", "SETUSER", user["UserName"], "resetpass", *[f">{one}" for one in passwords], *rules)
        else:
            connection.execute_command("ACL", "SETUSER", user["UserName"], *rules, *keep)
    finally:
        connection.close()
    return None


def install() -> None:
    """What the API takes, the server gets at once; here a user is never left `modifying`."""
    original = {name: getattr(elasticache, name) for name in ("_create_user", "_modify_user")}

    def after(name):
        def call(parameters):
            answer = original[name](parameters)
            return answer if answer[0] >= 300 else (_apply(parameters) or answer)

        return call

    for name in original:
        setattr(elasticache, name, after(name))
