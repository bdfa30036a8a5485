import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  NodeCachingMaterialsManager,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
  buildClient,
  getLocalCryptographicMaterialsCache,
} from '@aws-crypto/client-node';
import { randomBytes } from 'node:crypto';

/** How the AWS Encryption SDK for JavaScript may be used for a field. */
export interface PeerSeal {
  readonly name: string;
  readonly seal: (value: Buffer) => Promise<unknown>;
}

const CONTEXT = { tenant: 't-1', table: 'users', column: 'email', row: 'u-1' };

/** With its defaults, and with a cache and without signatures, at its fastest; its wrapping key is local, so that no network is measured. */
export function encryptionSdkSeals(): PeerSeal[] {
  const { encrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  const keyring = new RawAesKeyringNode({
    keyName: 'bench',
    keyNamespace: 'bench',
    unencryptedMasterKey: randomBytes(32),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
  const cached = new NodeCachingMaterialsManager({ backingMaterials: keyring, cache: getLocalCryptographicMaterialsCache(100), maxAge: 300_000 });
  const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;
  return [
    { name: 'AWS Encryption SDK, its defaults', seal: (value) => encrypt(keyring, value, { encryptionContext: CONTEXT }) },
    {
      name: 'AWS Encryption SDK, cached, unsigned',
      seal: (value) => encrypt(cached, value, { encryptionContext: CONTEXT, suiteId, plaintextLength: value.length }),
    },
  ];
}
