export { type AttemptLimiter, createAttemptLimiter } from "./attempt-limiter";
export { type Auth, createAuth, type SignedInUser, type UserActor } from "./auth";
export { forwardedAddress } from "./forwarded-address";
export { normalizeEmail } from "./sign-in";
