/** How somebody tried to prove who they are; `none`: with nothing that could be a proof. */
export type AuthMethod = "api_key" | "nkey" | "jwt" | "session" | "none";

/** `slowed`: tried so often that it was not even looked at. */
export type AttemptOutcome = "accepted" | "refused" | "slowed";
