export { ChannelFields, channelFieldNames } from "./channel-fields";
export { useDialogs } from "./dialogs";
export { ProblemNote } from "./problem-note";
export { type Problems, problemsOf } from "./problems";
export { ResourceWaiting } from "./resource-placeholders";
export { ResourceStatus } from "./resource-status";
export { unsettledPollMs } from "./unsettled-poll";
