export { markListed, type Revocations, restartTurns, returnedMax, takeRevocations } from "./repository";
export { type RevokedWatch, watchRevoked } from "./revoked-watch";
