interface Ending {
  expiresAt: string | null;
  revokedAt: string | null;
}

export type KeyState = "usable" | "expired" | "revoked";

/** What has become of a key. `nowMs` is milliseconds since 1970. */
export function keyStateOf({ expiresAt, revokedAt }: Ending, nowMs: number): KeyState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && Date.parse(expiresAt) <= nowMs ? "expired" : "usable";
}
