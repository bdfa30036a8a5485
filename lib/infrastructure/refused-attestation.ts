import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/** What reads certificates in the library for passkeys: every format but `none` and self attestation, and the metadata service. */
const READS_CERTIFICATES = new RegExp(
  String.raw`[\\/]@simplewebauthn[\\/]server[\\/]esm[\\/](?:${[
    String.raw`registration[\\/]verifications[\\/](?:tpm[\\/])?verifyAttestation(?:AndroidKey|AndroidSafetyNet|Apple|FIDOU2F|TPM)`,
    String.raw`helpers[\\/](?:convertX509PublicKeyToCOSE|getCertificateInfo|isCertRevoked|validateCertificatePath|validateExtFIDOGenCEAAGUID)`,
    String.raw`metadata[\\/](?:verifyAttestationWithMetadata|verifyMDSBlob)`,
  ].join('|')})\.js$`,
);

const EXPORTED = /^export\s+(?:async\s+)?(?:function|const|let|class)\s+(\w+)/gm;

/**
 * Replaces what reads certificates by what refuses. Attestation isn't asked for, so that no certificate comes (WebAuthn §5.1.3), and
 * without a list of roots one would say nothing (decision 0102).
 */
export const refusedAttestation: Plugin = {
  name: 'refused-attestation',
  setup: (build) => {
    build.onLoad({ filter: READS_CERTIFICATES }, async ({ path }) => ({ contents: refusing(await readFile(path, 'utf8')), loader: 'js' }));
  },
};

/** A module with the same names, each of which throws when it is called. */
export function refusing(source: string): string {
  return [...source.matchAll(EXPORTED)]
    .map(([, name]) => `export function ${String(name)}() { throw new Error("Attestation by certificates isn't taken."); }`)
    .join('\n');
}
