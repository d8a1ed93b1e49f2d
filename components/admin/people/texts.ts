/** The words of the people's screen. */
export const peopleTexts = {
  title: "People",
  lead: "Who can sign in, what they may do on the whole platform, and who is in this space. What they may do in a channel comes from groups and roles.",
  list: "People",
  search: "Search name, e-mail or id",
  columns: { name: "Name", role: "Platform role", groups: "Groups", presence: "Last seen", created: "Since" },
  you: "you",
  disabled: "switched off",
  removed: "not in this space",
  notYet: "has not been here",
  noPassword: "Signs in through the identity provider",
  roles: { admin: "Admin", operator: "Operator", observer: "Observer" },
  roleTexts: {
    admin: "Administers every space: groups, roles, agents and people.",
    operator: "Reads and writes where groups and roles allow, and creates channels.",
    observer: "Reads what is open to them, and never writes.",
  },
  emptyTitle: "Nobody is here yet",
  emptyText: "Invite somebody: they get an account with a password that is shown once.",
  actionsOf: (name: string) => `What can be done with ${name}`,
  invite: "Invite person",
  inviteText: "Somebody with an account keeps it and its password; it is let into this space.",
  email: "E-mail",
  name: "Name",
  nameHint: "As others see it beside their messages.",
  role: "Platform role",
  cancel: "Cancel",
  done: "Done",
  invited: (name: string) => `${name} is invited`,
  letIn: (name: string) => `${name} is in this space`,
  letInText: "They sign in as they do already.",
  passwordTitle: (name: string) => `The password of ${name}`,
  passwordText: "It is shown this once. Hand it over safely; it is kept nowhere but as a hash.",
  password: "Password",
  signInAs: "They sign in with",
  changeRole: "Change platform role",
  roleTitle: (name: string, role: string) => `Make ${name} ${role}?`,
  roleDone: (name: string, role: string) => `${name} is now ${role}`,
  articled: { admin: "an admin", operator: "an operator", observer: "an observer" },
  ownRole:
    "This is your own account: you take your own right to administer away, and only another admin can give it back.",
  reset: "New password",
  resetTitle: (name: string) => `Give ${name} a new password?`,
  resetText: "The one before stops working. Their sessions end everywhere, and their live connections are closed.",
  disable: "Switch account off",
  enable: "Switch account on",
  disableTitle: (name: string) => `Switch off the account of ${name}?`,
  disableText:
    "They cannot sign in, in no space. Their sessions end and their live connections are closed. What they wrote stays, and it can be switched on again.",
  disableOwn: "This is your own account: you will be signed out and cannot sign in again.",
  disabledDone: (name: string) => `The account of ${name} is switched off`,
  enabledDone: (name: string) => `The account of ${name} is switched on`,
  remove: "Remove from this space",
  removeTitle: (name: string) => `Remove ${name} from this space?`,
  removeText: (groups: number) =>
    groups === 0
      ? "They lose this space and any role on its channels. Their account and what they wrote stay."
      : `They lose this space, ${groups === 1 ? "their group" : `their ${groups.toLocaleString("en")} groups`} in it and any role on its channels. Their account and what they wrote stay.`,
  removeOwn: "This is your own account: you lose this space until another admin lets you back in.",
  removedDone: (name: string) => `${name} was removed from this space`,
  restore: "Let into this space",
  closed: (count: number) =>
    count === 0
      ? "No connection had to be closed."
      : count === 1
        ? "One connection was closed."
        : `${count.toLocaleString("en")} connections were closed.`,
};
