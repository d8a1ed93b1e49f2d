export { listChannelMembers, type MemberView } from "./access/list-channel-members";
export {
  type ChannelView,
  listReadableChannels,
  type ReadableChannels,
  type ThreadView,
} from "./access/list-readable-channels";
export { createPermissionCache, type PermissionCache } from "./cache";
export { type Change, type ChangeTarget, changePolicy } from "./change";
export {
  type AccessDescription,
  checkPermission,
  denialError,
  describeAccess,
  requirePermission,
  toldOf,
} from "./check";
export { type CloseLostAccessInput, closeLostAccess } from "./credentials/close-lost-access";
export { IssueCredentialInput, issueCredential } from "./credentials/issue";
export { startCredentialSweep } from "./credentials/sweep";
export { type GrantsSet, setChannelGrants } from "./grants/set-channel-grants";
export { setChannelRole } from "./grants/set-channel-role";
export { setThreadParticipants } from "./grants/set-thread-participants";
export { addMembers } from "./groups/add-members";
export { CreateGroupInput, createGroup } from "./groups/create";
export { deleteGroup } from "./groups/delete";
export { type GroupView, listGroups } from "./groups/list";
export { MembersInput } from "./groups/members-input";
export { removeMembers } from "./groups/remove-members";
export { authenticateAgentKey } from "./identities/authenticate-agent-key";
export { CreateAgentKeyInput, type CreatedAgentKey, createAgentKey } from "./identities/create-agent-key";
export { ensurePerson } from "./identities/ensure-person";
export { listPrincipals } from "./identities/list-principals";
export { RegisterAgentInput, registerAgent } from "./identities/register-agent";
export { revokeAgentKey } from "./identities/revoke-agent-key";
export { setPrincipalDisabled } from "./identities/set-disabled";
export type { PrincipalView } from "./identities/view";
export {
  type Action,
  actions,
  type ChannelFacts,
  type ChannelState,
  type Decision,
  type Denial,
  type DenialCode,
  type PermissionRequest,
  type Role,
} from "./types";
