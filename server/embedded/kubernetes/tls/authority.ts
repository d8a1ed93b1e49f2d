import { createECDH, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from "node:crypto";
import { encodeCertificate } from "./certificate";

/** Who vouches for the server. */
export interface Authority {
  subject: string;
  key: KeyObject;
}

// The order of P-256's group (SEC 2, section 2.4.2).
const groupOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The authority that belongs to a token. Its key is derived from the token, so that whoever writes a kubeconfig and whoever runs the server agree on it
 * without sharing a file; somebody who knows the token gains nothing by it.
 */
export function authorityOf(token: string): Authority {
  const seed = Buffer.from(hkdfSync("sha256", token, "", "parley/kubernetes-authority/v1", 48));
  const scalar = (BigInt(`0x${seed.toString("hex")}`) % (groupOrder - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(64, "0"), "hex");
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((bytes) => bytes.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", x, y, d: d.toString("base64url") };
  return { subject: "Parley embedded Kubernetes authority", key: createPrivateKey({ key: jwk, format: "jwk" }) };
}

/** The authority's certificate in PEM, for a kubeconfig. */
export function authorityCertificate(token: string): string {
  const { subject, key } = authorityOf(token);
  const serialNumber = Buffer.from([1]);
  return encodeCertificate({
    subject,
    issuer: subject,
    serialNumber,
    publicKey: createPublicKey(key),
    signingKey: key,
  });
}
