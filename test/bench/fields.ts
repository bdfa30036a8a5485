import { createCipheriv, randomBytes } from 'node:crypto';
import { clock } from '../../lambdas/shared/clock';
import { DataKeyVault } from '../../lambdas/shared/fields/data-key-vault';
import { DataKeys } from '../../lambdas/shared/fields/data-keys';
import { fieldClasses } from '../../lambdas/shared/fields/field-class';
import { FieldCipher, type Field } from '../../lambdas/shared/fields/field-cipher';
import { ServingGuard } from '../../lambdas/shared/fields/serving-guard';
import { MemoryDataKeyStore } from '../support/memory-data-key-store';
import { MemoryErasureLedger } from '../support/memory-erasure-ledger';
import { MemoryKeyService } from '../support/memory-key-service';
import { encryptionSdkSeals } from './encryption-sdk';
import type { Figure } from './figure';
import { microseconds } from './microseconds';

type Call = (value: Buffer) => unknown;

const FIELD: Field = { fieldClass: 'pii', tenant: 't-1', person: 'u-1', table: 'users', column: 'email', row: 'u-1' };
const PEER = 'node:crypto AES-256-GCM';
const SIZES = [
  { label: '64 B', bytes: 64, limit: 2 },
  { label: '64 KiB', bytes: 65_536, limit: 1.3 },
] as const;
const OVERHEAD_LIMIT = 64;
const ROUNDS = 7;

/**
 * Sealing a field with a cached data key against plain AES-256-GCM of the same bytes, the AWS Encryption SDK beside it,
 * and what a field gains in length.
 */
export async function benchFields(): Promise<Figure[]> {
  const cipher = await servingCipher();
  const figures: Figure[] = [];
  for (const { label, bytes, limit } of SIZES) {
    const figure = await compare(`seal ${label}`, (value) => cipher.seal(FIELD, value), bytes);
    figures.push({ ...figure, goal: `≤ ${limit} × plain`, met: figure.ratio <= limit });
  }
  for (const { name, seal } of encryptionSdkSeals()) figures.push({ ...(await compare(`${name}, 64 B`, seal, 64)), met: true });
  const overhead = (await cipher.seal(FIELD, randomBytes(64))).length - 64;
  return [...figures, { name: 'overhead of a field', value: overhead, unit: 'B', goal: `≤ ${OVERHEAD_LIMIT} B`, met: overhead <= OVERHEAD_LIMIT }];
}

/** The median of several rounds, each of which runs both: what disturbs the machine disturbs both. */
async function compare(name: string, seal: Call, bytes: number) {
  const [key, value] = [randomBytes(32), randomBytes(bytes)];
  const rounds: { value: number; ratio: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await microseconds(() => seal(value));
    rounds.push({ value: ours, ratio: ours / (await microseconds(() => plainSeal(key, value))) });
  }
  const median = rounds.sort((a, b) => a.ratio - b.ratio)[Math.floor(ROUNDS / 2)] ?? { value: NaN, ratio: NaN };
  return { name, unit: 'µs' as const, peer: PEER, ...median };
}

/** What anybody would write: a random nonce, the ciphertext, the tag. */
function plainSeal(key: Buffer, value: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()]);
}

async function servingCipher(): Promise<FieldCipher> {
  const [store, ledger] = [new MemoryDataKeyStore(), new MemoryErasureLedger()];
  await ledger.noteReplay(await store.identity());
  const vault = new DataKeyVault({ store, service: new MemoryKeyService(), clock, guard: new ServingGuard(store, ledger, clock) });
  return new FieldCipher({ keys: new DataKeys(vault, clock), classes: fieldClasses([]), pciScope: false });
}
