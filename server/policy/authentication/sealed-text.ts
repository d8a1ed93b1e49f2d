import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** `<payload>.<mac>` in base64url: what `openText` takes as ours, with the same secret and purpose. Not encrypted. */
export function sealText(secret: string, purpose: string, payload: object): string {
  const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
  return `${body}.${macOf(secret, purpose, body)}`;
}

/** The payload of a text that `sealText` made; `undefined` for every other. */
export function openText(secret: string, purpose: string, text: string): unknown {
  const [body = "", mac = "", ...rest] = text.split(".");
  const isOurs = timingSafeEqual(hashOf(mac), hashOf(macOf(secret, purpose, body)));
  return isOurs && rest.length === 0 ? JSON.parse(Buffer.from(body, "base64url").toString("utf8")) : undefined;
}

function macOf(secret: string, purpose: string, body: string): string {
  const key = createHmac("sha256", secret).update(`parley/${purpose}/v1`).digest();
  return createHmac("sha256", key).update(body).digest("base64url");
}

/** Makes texts of any length comparable in constant time. */
function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
