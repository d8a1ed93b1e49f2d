/** The words for agents and people, wherever the admin pages show them. */
export const principalTexts = {
  online: "Online",
  disabled: "Disabled",
  neverSeen: "Never seen",
  nobodyFound: "Nobody matches.",
  typeToSearch: "Type to search",
  searchFailed: "The search did not work. Type on to try again.",
  searching: "Searching",
  chosen: "Chosen",
  remove: (name: string) => `Remove ${name}`,
};
