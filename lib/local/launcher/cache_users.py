"""ElastiCache's users, applied to the real server: MiniStack keeps them and forgets their passwords.

A user has up to two passwords at once, and each change of them replaces all.
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUser.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
"""

import redis
from ministack.services import elasticache

from servers import servers

MOST_PASSWORDS = 2
SHORTEST, LONGEST = 16, 128
CLOSED = ("resetkeys", "resetchannels", "-@all")


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


def _refusal(parameters: dict) -> tuple | None:
    """What the API refuses and MiniStack takes, before anything is made; and what the local server has no way to keep."""
    passwords = _passwords(parameters)
    if len(passwords) > MOST_PASSWORDS:
        return elasticache._error("InvalidParameterValue", "A user has at most two passwords.", 400)
    if not all(SHORTEST <= len(password) <= LONGEST for password in passwords):
        return elasticache._error("InvalidParameterValue", f"A password has {SHORTEST} to {LONGEST} characters.", 400)
    kind = elasticache._p(parameters, "AuthenticationMode.Type") or "password"
    if kind != "password" or elasticache._p(parameters, "NoPasswordRequired").lower() == "true":
        return elasticache._error("InvalidParameterValue", "The local cloud's users have passwords.", 400)
    return None


def _apply(parameters: dict) -> None:
    passwords = _passwords(parameters)
    user = elasticache._users[elasticache._p(parameters, "UserId")]
    if passwords:
        user["Authentication"] = {"Type": "password", "PasswordCount": len(passwords)}
    replaced = ["resetpass", *[f">{one}" for one in passwords]] if passwords else []
    # Rules of the server add to the ones before; an access string replaces them.
    _tell("SETUSER", user["UserName"], *replaced, *CLOSED, *user["AccessString"].split())


def _tell(*words: str) -> None:
    connection = _connection()
    try:
        connection.execute_command("ACL", *words)
    finally:
        connection.close()


def install() -> None:
    """What the API takes, the server gets at once; here a user is never left `modifying` or `deleting`."""
    original = {name: getattr(elasticache, name) for name in ("_create_user", "_modify_user")}
    delete = elasticache._delete_user

    def applied(name):
        def call(parameters):
            refused = _refusal(parameters)
            if refused is not None:
                return refused
            answer = original[name](parameters)
            if answer[0] < 300:
                _apply(parameters)
            return answer

        return call

    def delete_user(parameters):
        user = elasticache._users.get(elasticache._p(parameters, "UserId"))
        answer = delete(parameters)
        if user is not None and answer[0] < 300:
            _tell("DELUSER", user["UserName"])
        return answer

    for name in original:
        setattr(elasticache, name, applied(name))
    elasticache._delete_user = delete_user
