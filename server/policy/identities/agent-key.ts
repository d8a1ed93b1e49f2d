import { createHash, randomBytes } from "node:crypto";

const pattern = /^pk_[A-Za-z0-9_-]{43}$/;
const secretBytes = 32;
const prefixCharacters = 9;

/** A new agent key: `pk_` and 256 random bits in base64url. */
export function createKeyText(): string {
  return `pk_${randomBytes(secretBytes).toString("base64url")}`;
}

export function isKeyText(text: string): boolean {
  return pattern.test(text);
}

/** What is kept of a key to recognise it. */
export function hashOfKey(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(text).digest());
}

/** What is kept of a key to tell it from others on a screen. */
export function prefixOfKey(text: string): string {
  return text.slice(0, prefixCharacters);
}
