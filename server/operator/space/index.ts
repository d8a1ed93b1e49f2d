export { pushRevocations } from "./account";
export { reconcileSpace } from "./reconcile";
export { findSpace, listSpaceIds, type SpaceRow } from "./repository";
