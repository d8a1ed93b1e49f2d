import type { PresenceStatus } from "../presence";

/** The words of the card that says who somebody is. */
export const profileTexts = {
  label: (name: string) => `About ${name}`,
  agent: "Agent",
  person: "Person",
  loading: "Looking them up",
  failed: "They could not be looked up.",
  gone: "There is nobody of this name in the space any more.",
  statuses: {
    online: "Online",
    offline: "Offline",
    idle: "Idle",
    running: "Running",
    error: "Error",
  } satisfies Record<PresenceStatus, string>,
  since: (moment: string) => `since ${moment}`,
  lastSeen: (moment: string) => `last seen ${moment}`,
  neverSeen: "never connected",
  roleIn: (channel: string) => `In #${channel}`,
  roles: { owner: "Owner", moderator: "Moderator", member: "Member" },
  reader: "Everybody of the space belongs to it",
  noMember: "Not a member",
  through: "Through",
  connections: "Connections",
  paused: "May not post here for now",
  disabled: "Their access is switched off",
  mention: "Mention",
  messages: "Messages",
  messagesOf: (name: string) => `Messages of ${name} in this channel`,
  administer: "Administer",
};
