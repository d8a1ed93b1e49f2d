import { generateKeyPairSync, randomBytes } from "node:crypto";
import { authorityOf } from "./authority";
import { encodeCertificate } from "./certificate";

export interface ServerIdentity {
  /** PEM. */
  key: string;
  /** PEM. */
  cert: string;
}

const serialBytes = 16;

/** A fresh key for the loopback addresses and `host`, vouched for by the token's authority. */
export function createServerIdentity(token: string, host: string): ServerIdentity {
  const authority = authorityOf(token);
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const serialNumber = randomBytes(serialBytes);
  // A serial number is positive, and written without leading zeros.
  serialNumber[0] = ((serialNumber[0] ?? 0) & 0x7f) | 0x40;
  const cert = encodeCertificate({
    subject: "Parley embedded Kubernetes API",
    issuer: authority.subject,
    serialNumber,
    publicKey,
    signingKey: authority.key,
    hosts: [...new Set(["localhost", "127.0.0.1", "::1", host])],
  });
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
}
