export { pushRevocations } from "./account";
export { reconcileSpace } from "./reconcile";
export { findSpace, listSpaceIds, readRevision, type SpaceRow } from "./repository";
