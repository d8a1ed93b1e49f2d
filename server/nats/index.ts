export { encodeSpaceAccount, type RevokedKey } from "./account-jwt";
export { lookupAccount, pushAccount } from "./accounts";
export { type AckHandler, type AckPublisher, createAckPublisher, type StreamAck } from "./ack-publisher";
export { ensurePlatformAccount, openBus } from "./bus";
export { ensureChannelsStream } from "./channels-stream";
export { connectService, connectSystem } from "./connect";
export { createSeed, isSignedBy, publicKeyOf, signingKey } from "./keys";
export { type Scope, scopePermissions } from "./permissions";
export { createSpaceConnections, type SpaceConnections } from "./space-connections";
export {
  accountPublicKey,
  createSpaceKeys,
  loadSpaceKeys,
  openSpaceKeys,
  type SpaceKeys,
  sealSpaceKeys,
} from "./space-keys";
export { encodeAccountUserJwt, encodeUserJwt } from "./user-jwt";
