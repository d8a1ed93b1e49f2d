import { fromPublic } from "@nats-io/nkeys";
import { AppError } from "@/server/kernel";

const pattern = /^U[A-Z2-7]{55}$/;

/** Throws VALIDATION unless it is the public nkey of a user: `U`, base32, a right checksum. */
export function requireUserPublicKey(publicKey: string): void {
  if (pattern.test(publicKey) && hasRightChecksum(publicKey)) return;
  const message = "the public key of a user nkey pair: U and 55 more characters of base32";
  throw new AppError("VALIDATION", `publicKey: ${message}.`, { fields: [{ path: "publicKey", message }] });
}

function hasRightChecksum(publicKey: string): boolean {
  try {
    fromPublic(publicKey);
    return true;
  } catch {
    return false;
  }
}
