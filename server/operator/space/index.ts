export { reconcileSpace } from "./reconcile";
export { findSpace, listSpaceIds, type SpaceRow } from "./repository";
