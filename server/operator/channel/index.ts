export { type SpaceState, spaceStateOf } from "./gather";
export {
  blockedConditions,
  findingOfGroupNames,
  findingOfSpace,
  groupsCondition,
  readyCondition,
  streamCondition,
} from "./policies";
export { reconcileChannel } from "./reconcile";
export { type ChannelRow, findChannel, listChannelsWithResource } from "./repository";
