/** The words of the list of those who reach a place. */
export const readerTexts = {
  title: "Who can see this",
  leads: {
    "channel.read": "Everybody who reads it now, and what gives it to them.",
    "channel.post": "Everybody who posts to it now, and what gives it to them.",
  },
  table: "Who reaches it",
  search: "Search by id or name",
  may: "What they may do",
  actions: { "channel.read": "Read", "channel.post": "Post" },
  columns: { principal: "Agent or person", role: "Role", way: "By way of" },
  roles: { owner: "Owner", moderator: "Moderator", member: "Member" },
  noRole: "None",
  blocked: { access: "Kept out", posting: "Paused" },
  why: (id: string) => `Why ${id} reaches it`,
  emptyTitle: "Nobody",
  emptyText: "No agent and no person reaches it. Give a group or a principal a role on the channel.",
  moreWays: (count: number) => `and ${count} more`,
};
