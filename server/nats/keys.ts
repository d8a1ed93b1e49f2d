import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { createAccount, createOperator, createUser, fromSeed, type KeyPair } from "@nats-io/nkeys";

const seedMakers = { operator: createOperator, account: createAccount, user: createUser } as const;

/** A new nkey seed (`SO…`, `SA…`, `SU…`). */
export function createSeed(kind: keyof typeof seedMakers): string {
  return new TextDecoder().decode(seedMakers[kind]().getSeed());
}

/** A key pair whose signatures are made by node:crypto: 26,000 a second, against 165 of the pure JavaScript one. */
export interface SigningKey {
  publicKey: string;
  sign(input: Uint8Array): Uint8Array;
  pair: KeyPair;
}

const pkcs8Ed25519Prefix = Buffer.from("302e020100300506032b657004220420", "hex");
const spkiEd25519Prefix = Buffer.from("302a300506032b6570032100", "hex");
const signingKeys = new Map<string, SigningKey>();
const signingKeysMax = 1_000;

/** The signing key of a seed; kept, because deriving the public key costs milliseconds. */
export function signingKey(seed: string): SigningKey {
  const known = signingKeys.get(seed);
  if (known) return known;
  const pair = fromSeed(new TextEncoder().encode(seed));
  const publicKey = pair.getPublicKey();
  const key = privateKeyOf(seed);
  const made: SigningKey = { publicKey, sign: (input) => sign(null, input, key), pair: fastPair(pair, publicKey, key) };
  if (signingKeys.size >= signingKeysMax) signingKeys.clear();
  signingKeys.set(seed, made);
  return made;
}

/** The public key of a seed. */
export function publicKeyOf(seed: string): string {
  return signingKey(seed).publicKey;
}

/** Whether the holder of that nkey signed the input. Throws unless it is a public nkey. */
export function isSignedBy(publicKey: string, input: Uint8Array, signature: Uint8Array): boolean {
  // A public nkey is base32 of: one prefix byte, the 32-byte Ed25519 key, a two-byte checksum.
  const raw = decodeBase32(publicKey).subarray(1, 33);
  const key = createPublicKey({ key: Buffer.concat([spkiEd25519Prefix, raw]), format: "der", type: "spki" });
  return verify(null, input, key, signature);
}

function privateKeyOf(seed: string): KeyObject {
  // An nkey seed is base32 of: two prefix bytes, the 32-byte Ed25519 seed, a two-byte checksum.
  const raw = decodeBase32(seed).subarray(2, 34);
  return createPrivateKey({ key: Buffer.concat([pkcs8Ed25519Prefix, raw]), format: "der", type: "pkcs8" });
}

function fastPair(pair: KeyPair, publicKey: string, key: KeyObject): KeyPair {
  return {
    getPublicKey: () => publicKey,
    getPrivateKey: () => pair.getPrivateKey(),
    getSeed: () => pair.getSeed(),
    sign: (input) => sign(null, input, key),
    verify: (input, signature) => pair.verify(input, signature),
    seal: (input, recipient, nonce) => pair.seal(input, recipient, nonce),
    open: (message, sender) => pair.open(message, sender),
    clear: () => pair.clear(),
  };
}

const base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function decodeBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const character of text) {
    const digit = base32Alphabet.indexOf(character);
    if (digit < 0) throw new Error("not a base32 text");
    value = ((value << 5) | digit) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
