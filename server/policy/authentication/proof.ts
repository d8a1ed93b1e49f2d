import { createHash } from "node:crypto";
import type { AuthMethod } from "./attempt";
import { sessionTokenPrefix } from "./session-token";

/** What came with a request to prove who asks. */
export interface Proof {
  method: Exclude<AuthMethod, "nkey">;
  /** What came after `Bearer`, at most 8 kB of it; empty when nothing did. */
  text: string;
}

const charactersMax = 8_192;
const bearer = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i;
const jwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

/** The proof in an `Authorization` header, by its form alone. */
export function readProof(authorization: string | undefined): Proof {
  const text = bearer.exec((authorization ?? "").slice(0, charactersMax))?.[1] ?? "";
  if (text.startsWith("pk_")) return { method: "api_key", text };
  if (text.startsWith(sessionTokenPrefix)) return { method: "session", text };
  return { method: jwt.test(text) ? "jwt" : "none", text };
}

const prefixCharacters = 9;

/** What a proof claims to be, to count wrong ones by: a key's prefix, the rest by a hash of what it names. */
export function targetOf({ method, text }: Proof): string {
  if (method === "api_key") return `api_key:${text.slice(0, prefixCharacters)}`;
  const named = text.split(".").slice(0, 2).join(".");
  return `${method}:${createHash("sha256").update(named).digest("base64url")}`;
}
