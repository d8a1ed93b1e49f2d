/** The words of the frame around the admin screens. */
export const frameTexts = {
  administration: "Administration",
  sections: {
    groups: "Groups",
    agents: "Agents",
    people: "People",
    channels: "Channels",
    access: "Access",
    audit: "Audit",
    decisions: "Decisions",
  },
  refusedTitle: "This is for admins",
  refusedText:
    "Only people with the platform role admin may administer a space. Ask an admin to give you that role, or to make the change for you.",
  backToSpace: "Back to the channels",
  justNow: "just now",
  loading: "Loading",
  listFailed: "The list could not be read",
  nothingMatches: "Nothing matches",
  nothingMatchesText: "Try fewer letters, or take a filter away.",
  clearFilters: "Clear search and filters",
};
