"""Files that Lambda's image brings, where a function names one in its environment: this machine's, with the run's authority.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html (`/var/runtime/ca-cert.pem`, the authorities of RDS)
"""

from ministack.core import lambda_runtime

from servers import servers

AUTHORITIES = {"/var/runtime/ca-cert.pem", "/etc/pki/tls/certs/ca-bundle.crt"}


def _here(config: dict) -> dict:
    variables = (config.get("Environment") or {}).get("Variables") or {}
    if not AUTHORITIES & set(variables.values()):
        return config
    authority = servers()["authorityFile"]
    mapped = {name: authority if value in AUTHORITIES else value for name, value in variables.items()}
    return {**config, "Environment": {**config["Environment"], "Variables": mapped}}


def install() -> None:
    """Maps the paths in the process's environment alone; the function's configuration stays as the template has it."""
    original = lambda_runtime.Worker.__init__

    def init(self, *words, **named):
        original(self, *words, **named)
        self.config = _here(self.config)

    lambda_runtime.Worker.__init__ = init
