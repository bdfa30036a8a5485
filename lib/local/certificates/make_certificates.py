"""Makes the certificate of one run's servers, and the authority that signed it and nothing else.

Usage: python make_certificates.py <folder>, which gets authority.pem, server.pem and server.key. The authority's key is
never written, and the authority is good for this machine's own names only, so that trusting it risks nothing.
"""

import datetime
import ipaddress
import os
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.datetime.now(datetime.timezone.utc)
LIFETIME = datetime.timedelta(days=30)
# A test may turn its own clock back a little.
EARLIER = datetime.timedelta(hours=1)
# Below `localhost` no name leaves the machine (RFC 6761, section 6.3).
NAMES = ["localhost", "ringwall.localhost", "app.ringwall.localhost", "api.ringwall.localhost"]
LOOPBACK = ipaddress.ip_address("127.0.0.1")


def named(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


ISSUER = named("Ringwall local cloud")


def usage(*allowed: str) -> x509.KeyUsage:
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{one: one in allowed for one in every})


def builder(subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(ISSUER)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - EARLIER)
        .not_valid_after(NOW + LIFETIME)
    )


def authority_of(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    own_names = x509.NameConstraints([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_network("127.0.0.0/8"))], None)
    return (
        builder(ISSUER, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(own_names, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def server_of(key: ec.EllipticCurvePrivateKey, authority: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    alternatives = [*map(x509.DNSName, NAMES), x509.IPAddress(LOOPBACK)]
    return (
        builder(named("localhost"), key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage("digital_signature"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False)
        .sign(authority, hashes.SHA256())
    )


def write(path: str, content: bytes, mode: int) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)


def main(folder: str) -> None:
    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    pem = serialization.Encoding.PEM
    write(os.path.join(folder, "authority.pem"), authority_of(authority).public_bytes(pem), 0o644)
    write(os.path.join(folder, "server.pem"), server_of(server, authority).public_bytes(pem), 0o644)
    key = server.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write(os.path.join(folder, "server.key"), key, 0o600)


main(sys.argv[1])
