"""Starts MiniStack on loopback, with what the templates need and it lacks.

Prints one line of JSON when it listens: its ports, and what was added. Beside TLS it listens without, so that policies
which deny plain HTTP have something to refuse.
Usage: python launcher <preferred port> <account> <region> <certificate file> <key file>
"""

import asyncio
import json
import os
import socket
import sys

# Read by MiniStack when it is imported, so they come first.
SETTINGS = {
    "AUTH": "true",  # policies of roles, keys and buckets are enforced
    "MINISTACK_COGNITO_PRETOKEN_STRICT": "1",  # a pre token generation that throws refuses the tokens, as on AWS
    "MINISTACK_HOST": "127.0.0.1",
    "BIND_HOST": "127.0.0.1",
    "USE_SSL": "1",
    "IOT_MTLS_ENABLED": "0",
    "SFTP_ENABLED": "0",
    "LAMBDA_ASYNC_RETRY_BASE_SECONDS": "0.1",  # AWS waits for minutes between two attempts
    "LAMBDA_EXECUTOR": "local",  # functions are processes of this machine's Node.js
    "DOCKER_HOST": "unix:///nonexistent",  # nothing runs in a container, also where there is a Docker
    "PERSIST_STATE": "0",
}


def listen(*ports: int) -> socket.socket:
    """A listening socket on the first of these ports that is free; 0 is any."""
    for port in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
            return listener
        except OSError:
            listener.close()
    raise OSError(f"none of the ports {ports} on 127.0.0.1 is free")


def main() -> None:
    preferred, account, region, certificate, key = sys.argv[1:6]
    secure, plain = listen(int(preferred), 0), listen(0)
    port = secure.getsockname()[1]
    os.environ.update(SETTINGS, GATEWAY_PORT=str(port), MINISTACK_ACCOUNT_ID=account, MINISTACK_REGION=region)
    os.environ.update(MINISTACK_SSL_CERT=certificate, MINISTACK_SSL_KEY=key)

    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    import registry

    added = registry.register()
    config = Config()
    config.certfile, config.keyfile = certificate, key
    print(json.dumps({"port": port, "plainPort": plain.getsockname()[1], **added}), flush=True)
    config.bind, config.insecure_bind = [f"fd://{secure.detach()}"], [f"fd://{plain.detach()}"]
    config.loglevel = "WARNING"
    config.accesslog = None
    # By default a connection that was idle for five seconds is closed, at the very moment at which a client may use it again.
    config.keep_alive_timeout = 600
    asyncio.run(serve(app, config))


main()
