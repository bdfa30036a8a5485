import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

/** What a server needs to prove that it is `localhost`, in PEM. */
export interface ServerIdentity {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MILLISECONDS = 86_400_000;

/** An authority of its own, and a certificate for `localhost` and no other name. */
export async function makeServerIdentity(): Promise<ServerIdentity> {
  const [authorityKeys, serverKeys] = [await makeKeys(), await makeKeys()];
  const validity = { notBefore: new Date(Date.now() - DAY_MILLISECONDS), notAfter: new Date(Date.now() + DAY_MILLISECONDS) };
  const authority = await X509CertificateGenerator.createSelfSigned(
    {
      ...validity,
      name: 'CN=Test authority',
      keys: authorityKeys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
    },
    webcrypto as Crypto,
  );
  const certificate = await X509CertificateGenerator.create(
    {
      ...validity,
      subject: 'CN=localhost',
      issuer: authority.subject,
      publicKey: serverKeys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(false), new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
    },
    webcrypto as Crypto,
  );
  return { authority: toPem(authority), certificate: toPem(certificate), key: await keyToPem(serverKeys.privateKey) };
}

async function makeKeys(): Promise<CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function toPem(certificate: X509Certificate): string {
  return certificate.toString('pem');
}

async function keyToPem(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}
