export { ExplainInput, type Explanation, explain } from "./access/explain";
export { type Destinations, findDestinations } from "./access/find-destinations";
export { type ChannelGroupView, listChannelGroups } from "./access/list-channel-groups";
export { listChannelMembers, type MemberView } from "./access/list-channel-members";
export {
  type AccessView,
  ListPrincipalsWithAccessInput,
  listPrincipalsWithAccess,
} from "./access/list-principals-with-access";
export { listProfiles, type ProfileView } from "./access/list-profiles";
export {
  type ChannelView,
  listReadableChannels,
  type ReadableChannels,
  type ThreadView,
} from "./access/list-readable-channels";
export { listReadablePlaces, type ReadablePlace, type ReadablePlaces } from "./access/list-readable-places";
export { ListResourcesForInput, listResourcesFor, type ResourceView } from "./access/list-resources-for";
export { type MemberDetail, readMember } from "./access/read-member";
export type { Way } from "./access/ways";
export { type Authenticator, type Caller, createAuthenticator } from "./authentication/authenticator";
export { type BrakeLimits, networkOf } from "./authentication/brake";
export { requireChannelRight, requireSelf } from "./authorize";
export { BlockHolderInput, blockHolder } from "./blocks/block-holder";
export { LiftBlockInput, liftBlock } from "./blocks/lift-block";
export { listBlocks } from "./blocks/list-blocks";
export { startBlockSweep } from "./blocks/sweep";
export type { BlockView } from "./blocks/view";
export { createPermissionCache, type PermissionCache } from "./cache";
export { type Change, type ChangeTarget, changePolicy } from "./change";
export { type ChannelSummary, listAllChannels } from "./channels/list-all";
export {
  type AccessDescription,
  checkPermission,
  denialError,
  describeAccess,
  requirePermission,
  toldOf,
} from "./check";
export { CheckPermissionsInput, checkPermissions } from "./check-permissions";
export { type CloseLostAccessInput, closeLostAccess, endAllAccess } from "./credentials/close-lost-access";
export { IssueCredentialInput, issueCredential } from "./credentials/issue";
export { startCredentialSweep } from "./credentials/sweep";
export { type AuthEntry, listChannelAuth } from "./grants/list-channel-auth";
export { type HolderHits, searchHolders } from "./grants/search-holders";
export { type GrantsSet, setChannelGrants } from "./grants/set-channel-grants";
export { setThreadParticipants } from "./grants/set-thread-participants";
export { UpdateChannelAuthInput, updateChannelAuth } from "./grants/update-channel-auth";
export { addMembers } from "./groups/add-members";
export { type ChangeMembersInput, changeMembers, type MembersChanged } from "./groups/change-members";
export { CreateGroupInput, createGroup } from "./groups/create";
export { deleteGroup } from "./groups/delete";
export { type GroupView, type ListGroupsInput, listGroups } from "./groups/list";
export { type GroupMemberView, type ListGroupMembersInput, listGroupMembers } from "./groups/list-members";
export { listGroupNames } from "./groups/list-names";
export type { LineProblem } from "./groups/member-lines";
export { MembersInput } from "./groups/members-input";
export { type GroupDetail, type OpenedChannel, readGroup } from "./groups/read";
export { removeMembers } from "./groups/remove-members";
export { type UndoMemberChangeInput, undoMemberChange } from "./groups/undo-member-change";
export { type UpdateGroupInput, updateGroup } from "./groups/update";
export { AddAgentNkeyInput, addAgentNkey } from "./identities/add-agent-nkey";
export type { AgentNkeyView } from "./identities/agent-nkey-view";
export { authenticateAgentKey } from "./identities/authenticate-agent-key";
export { type AttemptCount, countAttempts } from "./identities/count-attempts";
export { CreateAgentKeyInput, type CreatedAgentKey, createAgentKey } from "./identities/create-agent-key";
export { deleteTokenIssuer } from "./identities/delete-token-issuer";
export { ensurePerson } from "./identities/ensure-person";
export { LinkSubjectInput, linkSubject } from "./identities/link-subject";
export { type AgentKeyView, listAgentKeys } from "./identities/list-agent-keys";
export { listPrincipals } from "./identities/list-principals";
export { listTokenIssuers } from "./identities/list-token-issuers";
export { PutTokenIssuerInput, putTokenIssuer } from "./identities/put-token-issuer";
export { type AgentDetail, readAgent, type SubjectView } from "./identities/read-agent";
export { readSelf } from "./identities/read-self";
export { RegisterAgentInput, registerAgent } from "./identities/register-agent";
export { revokeAgentKey } from "./identities/revoke-agent-key";
export { revokeAgentNkey } from "./identities/revoke-agent-nkey";
export { revokeNow } from "./identities/revoke-now";
export { type SearchPrincipalsInput, searchPrincipals } from "./identities/search-principals";
export { setPrincipalDisabled } from "./identities/set-disabled";
export type { TokenIssuerView } from "./identities/token-issuer-view";
export { unlinkSubject } from "./identities/unlink-subject";
export type { PrincipalView } from "./identities/view";
export type { AuditEntry } from "./logs/audit-entry";
export { exportAudit } from "./logs/export-audit";
export { exportDecisions } from "./logs/export-decisions";
export { exportFormats } from "./logs/export-format";
export {
  ExportAuditInput,
  ExportDecisionsInput,
  type ExportFormat,
  ListAuditInput,
  ListDecisionsInput,
} from "./logs/input";
export { listAudit, readAudit } from "./logs/list-audit";
export { type DecisionEntry, listDecisions } from "./logs/list-decisions";
export { isStateRecorded, type ResourceState } from "./logs/recorded";
export { startLogSweep } from "./logs/sweep";
export { type AuditedAct, writeAudit } from "./logs/write-audit";
export { checkReading, type ReadingQuestion } from "./mentions/check-reading";
export { listMentionedAgents, type MentionedAgents, mentionedAgentsMax } from "./mentions/list-mentioned-agents";
export {
  type ResolvedMention,
  type ResolvedMentions,
  ResolveMentionsInput,
  resolveMentions,
} from "./mentions/resolve-mentions";
export { type MentionSuggestion, SuggestMentionsInput, suggestMentions } from "./mentions/suggest-mentions";
export { type Invited, InvitePersonInput, invitePerson } from "./people/invite";
export { ListPeopleInput, listPeople } from "./people/list";
export { RemoveFromSpaceInput, removeFromSpace } from "./people/remove-from-space";
export { resetPassword } from "./people/reset-password";
export { SetPlatformRoleInput, setPlatformRole } from "./people/set-platform-role";
export { SetUserDisabledInput, setUserDisabled } from "./people/set-user-disabled";
export type { PersonView } from "./people/view";
export type { PresenceStatus, PresenceView } from "./presence";
export { PreviewChangeInput, type PreviewedChange } from "./preview/input";
export { type ChangePreview, type Effect, previewChange } from "./preview/preview-change";
export { type PolicyServiceOptions, startPolicyService } from "./service/start";
export {
  type Action,
  actions,
  type BlockEffect,
  type ChannelFacts,
  type ChannelState,
  type Decision,
  type Denial,
  type DenialCode,
  type Holder,
  type PermissionRequest,
  type Role,
} from "./types";
