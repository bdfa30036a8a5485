import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What one ceremony may do otherwise than an honest browser and authenticator: each is an attack or a fault. */
export interface Deviation {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly rpId?: string;
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | null;
  /** Attestation format; `packed` is self attestation. */
  readonly format?: string;
  /** COSE algorithm that the key claims. */
  readonly algorithm?: number;
  /** Changes what was signed after it was signed. */
  readonly tamper?: 'authenticator-data' | 'client-data' | 'signature';
}

interface Settings {
  readonly rpId: string;
  readonly origin: string;
  /** 0 for an authenticator that doesn't count, as most passkeys. */
  readonly counter?: number;
  readonly userVerified?: boolean;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;
const COSE = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, ec2: 2, p256: 1, es256: -7 } as const;

/** A WebAuthn authenticator and the browser before it, in software: P-256, CBOR and the flags as in the specification (WebAuthn §6). */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url');
  counter: number;
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;
  private userHandle: string | undefined;

  constructor(private readonly settings: Settings) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.counter = settings.counter ?? 0;
  }

  /** The COSE key, base64url, as a passkey keeps it. */
  get cosePublicKey(): string {
    return this.coseKey(COSE.es256).toString('base64url');
  }

  /** `navigator.credentials.create`. */
  create(options: { readonly challenge: string; readonly user: { readonly id: string } }, deviation: Deviation = {}) {
    this.userHandle = options.user.id;
    const clientData = this.clientData('webauthn.create', options.challenge, deviation);
    const data = Buffer.concat([this.head(deviation, ATTESTED), this.attested(deviation)]);
    const attestation = isoCBOR.encode(this.attestation(data, clientData, deviation.format ?? 'none'));
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: Buffer.from(attestation).toString('base64url'),
        transports: ['internal', 'hybrid'],
      },
    };
  }

  /** `navigator.credentials.get`. */
  get(options: { readonly challenge: string }, deviation: Deviation = {}) {
    if (this.counter > 0) this.counter += 1;
    const clientData = this.clientData('webauthn.get', options.challenge, deviation);
    const data = this.head(deviation, 0);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.privateKey);
    const userHandle = deviation.userHandle === undefined ? this.userHandle : deviation.userHandle;
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: tampered(clientData, deviation.tamper === 'client-data').toString('base64url'),
        authenticatorData: flipped(data, deviation.tamper === 'authenticator-data').toString('base64url'),
        signature: flipped(signature, deviation.tamper === 'signature').toString('base64url'),
        ...(userHandle === undefined || userHandle === null ? {} : { userHandle }),
      },
    };
  }

  private clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    const { crossOrigin = false, topOrigin } = deviation;
    return Buffer.from(
      JSON.stringify({
        type: deviation.type ?? type,
        challenge: deviation.challenge ?? challenge,
        origin: deviation.origin ?? this.settings.origin,
        crossOrigin,
        ...(topOrigin === undefined ? {} : { topOrigin }),
      }),
    );
  }

  private head(deviation: Deviation, more: number): Buffer {
    const present = deviation.userPresent ?? true;
    const verified = deviation.userVerified ?? this.settings.userVerified ?? true;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(deviation.counter ?? this.counter);
    const flags = (present ? PRESENT : 0) | (verified ? VERIFIED : 0) | more;
    return Buffer.concat([sha256(Buffer.from(deviation.rpId ?? this.settings.rpId)), Buffer.from([flags]), counter]);
  }

  private attested({ algorithm = COSE.es256 }: Deviation): Buffer {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    return Buffer.concat([Buffer.alloc(16), length, id, this.coseKey(algorithm)]);
  }

  private coseKey(algorithm: number): Buffer {
    const { x, y } = this.publicKey.export({ format: 'jwk' });
    const key = new Map<number, number | Uint8Array>([
      [COSE.kty, COSE.ec2],
      [COSE.alg, algorithm],
      [COSE.crv, COSE.p256],
      [COSE.x, bytes(x)],
      [COSE.y, bytes(y)],
    ]);
    return Buffer.from(isoCBOR.encode(key));
  }

  private attestation(data: Buffer, clientData: Buffer, format: string) {
    const statement = new Map<string, number | Uint8Array>();
    if (format !== 'none') {
      statement.set('alg', COSE.es256);
      statement.set('sig', new Uint8Array(sign('sha256', Buffer.concat([data, sha256(clientData)]), this.privateKey)));
    }
    return new Map<string, string | Map<string, number | Uint8Array> | Uint8Array>([
      ['fmt', format],
      ['attStmt', statement],
      ['authData', new Uint8Array(data)],
    ]);
  }
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function bytes(text: string | undefined): Uint8Array {
  return new Uint8Array(Buffer.from(text ?? '', 'base64url'));
}

/** The last bit changed: still well-formed in its first bytes. */
function flipped(data: Buffer, applies: boolean): Buffer {
  const copy = Buffer.from(data);
  if (applies) copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}

/** Another text with the same members. */
function tampered(clientData: Buffer, applies: boolean): Buffer {
  return applies ? Buffer.from(clientData.toString().replace('}', ' }')) : clientData;
}
