/** The words for agents and people, wherever the admin pages show them. */
export const principalTexts = {
  online: "Online",
  offline: "Offline",
  disabled: "Disabled",
  neverSeen: "Never seen",
  agent: "Agent",
  person: "Person",
  nobodyFound: "Nobody matches.",
  typeToSearch: "Type to search",
  searchFailed: "The search did not work. Type on to try again.",
  searching: "Searching",
  chosen: "Chosen",
  remove: (name: string) => `Remove ${name}`,
  useAsTyped: (text: string) => `Use “${text}” as typed`,
  connections: (count: number) => (count === 1 ? "1 connection" : `${count.toLocaleString("en")} connections`),
};
