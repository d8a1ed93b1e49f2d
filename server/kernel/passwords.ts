import { createHash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

const saltBytes = 16;
const hashBytes = 32;
const generatedBytes = 15;
/** OWASP's password storage cheat sheet: N=2^16, r=8, p=2 is one of its equivalents; about 64 MiB and 0.3 s. */
const cost: ScryptOptions = { N: 2 ** 16, r: 8, p: 2, maxmem: 128 * 1024 * 1024 };

/** A new password that nobody can guess: 120 random bits in base64url. */
export function createPassword(): string {
  return randomBytes(generatedBytes).toString("base64url");
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, hashBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** The password as `User.passwordHash` keeps it: `salt:hash` in base64url. Salted, so never the same twice. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt);
  return `${salt.toString("base64url")}:${hash.toString("base64url")}`;
}

const nobodysSalt = randomBytes(saltBytes);

/** Whether the password is the stored one. Without a stored hash it does the same work and answers no. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const [salt, hash] = stored?.split(":") ?? [];
  if (!salt || !hash) {
    await derive(password, nobodysSalt);
    return false;
  }
  const given = await derive(password, Buffer.from(salt, "base64url"));
  const expected = Buffer.from(hash, "base64url");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Tells sessions that began under another password apart from those of this one; says nothing of the password. */
export function passwordStamp(stored: string | null): string {
  return createHash("sha256")
    .update(`parley/session\0${stored ?? ""}`)
    .digest("base64url");
}
