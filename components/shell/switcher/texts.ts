import type { EntryKind, EntrySection } from "./entry";

/** The words of the quick switcher. */
export const switcherTexts = {
  open: "Go to …",
  title: "Go to",
  field: "Channel, thread, person or page",
  close: "Close",
  list: "Where to go",
  kinds: {
    channel: "Channel",
    thread: "Thread",
    agent: "Agent",
    person: "Person",
    page: "Page",
    filter: "Saved filter",
    space: "Space",
  } satisfies Record<EntryKind, string>,
  sections: {
    recent: "Recent",
    unread: "Unread",
    everything: "Everything",
  } satisfies Record<EntrySection, string>,
  whatTheySaid: "What they said",
  inChannel: (channel: string) => `#${channel}`,
  archived: "archived",
  admin: "Administration",
  none: "Nothing is called that",
  noneText: "Try fewer letters. To find what was said, search the messages.",
  searching: "Looking further …",
  failed: "Only what this page knows is listed: the server could not be asked.",
  found: (count: number) => (count === 1 ? "1 entry" : `${count.toLocaleString()} entries`),
  hintChoose: "choose",
  hintGo: "go there",
  hintAside: "new tab",
};
