/** The words of what a change would do. */
export const previewTexts = {
  effect: "What this changes",
  working: "Working out what this changes",
  failed: "What this changes could not be worked out.",
  nobody: "Nobody gains or loses a channel.",
  nobodySeen: "They are too many to look at all: nobody of those looked at gains or loses a channel.",
  principals: (count: number) => (count === 1 ? "agent or person" : "agents and people"),
  channels: (count: number) => (count === 1 ? "channel" : "channels"),
  lose: (count: number) => (count === 1 ? "loses" : "lose"),
  gain: (count: number) => (count === 1 ? "gains" : "gain"),
  /** Reading stays as it is for some or all of them. */
  rights: { lose: "may do less in", gain: "may do more in" },
  connections: (count: string, isOne: boolean) =>
    isOne ? "One live connection is closed." : `${count} live connections are closed.`,
  comeBack: "Whoever may still connect comes back at once, without what was lost.",
  atLeast: "at least",
  andOthers: (count: string) => `and ${count} more`,
};
