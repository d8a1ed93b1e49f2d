/** Where keys work; the sheet shows them in this order. */
export const keyAreas = [
  "anywhere",
  "messages",
  "composer",
  "navigation",
  "switcher",
  "search",
  "firehose",
  "lists",
] as const;
export type KeyArea = (typeof keyAreas)[number];

interface KeyEntry {
  area: KeyArea;
  /** Each of them does it. `Mod` is Ctrl, on Apple's keyboards ⌘; what follows the modifiers is `KeyboardEvent.key`. */
  keys: readonly [string, ...string[]];
}

/** Every key of the console. The sheet is made of it, handlers ask `isKey`, and what each does is in `texts.ts`. */
export const keyMap = {
  switcher: { area: "anywhere", keys: ["Mod+K"] },
  help: { area: "anywhere", keys: ["?"] },
  search: { area: "anywhere", keys: ["/", "Mod+Shift+F"] },
  nextUnread: { area: "anywhere", keys: ["Alt+Shift+ArrowDown"] },
  previousUnread: { area: "anywhere", keys: ["Alt+Shift+ArrowUp"] },

  messageNext: { area: "messages", keys: ["j", "ArrowDown"] },
  messagePrevious: { area: "messages", keys: ["k", "ArrowUp"] },
  messageFirst: { area: "messages", keys: ["Home"] },
  messageLast: { area: "messages", keys: ["End"] },
  messageUnread: { area: "messages", keys: ["u"] },
  messageJump: { area: "messages", keys: ["g"] },
  messageMenu: { area: "messages", keys: ["m", "ContextMenu", "Shift+F10"] },
  messageEdit: { area: "messages", keys: ["e"] },
  messageReply: { area: "messages", keys: ["r"] },
  messageLeave: { area: "messages", keys: ["Escape"] },

  send: { area: "composer", keys: ["Enter"] },
  newLine: { area: "composer", keys: ["Shift+Enter"] },
  bold: { area: "composer", keys: ["Mod+B"] },
  italic: { area: "composer", keys: ["Mod+I"] },
  code: { area: "composer", keys: ["Mod+E"] },
  preview: { area: "composer", keys: ["Mod+Shift+P"] },
  editLast: { area: "composer", keys: ["ArrowUp"] },
  leaveAim: { area: "composer", keys: ["Escape"] },

  rowNext: { area: "navigation", keys: ["ArrowDown"] },
  rowPrevious: { area: "navigation", keys: ["ArrowUp"] },
  rowOpen: { area: "navigation", keys: ["ArrowRight"] },
  rowClose: { area: "navigation", keys: ["ArrowLeft"] },
  rowEnds: { area: "navigation", keys: ["Home", "End"] },

  entryMove: { area: "switcher", keys: ["ArrowUp", "ArrowDown"] },
  entryGo: { area: "switcher", keys: ["Enter"] },
  entryGoAside: { area: "switcher", keys: ["Mod+Enter"] },

  suggestionMove: { area: "search", keys: ["ArrowUp", "ArrowDown"] },
  suggestionTake: { area: "search", keys: ["Tab", "Enter"] },
  searchLeave: { area: "search", keys: ["Escape"] },

  firehosePause: { area: "firehose", keys: ["p"] },
  firehoseFilter: { area: "firehose", keys: ["f"] },
  firehoseNext: { area: "firehose", keys: ["j", "ArrowDown"] },
  firehosePrevious: { area: "firehose", keys: ["k", "ArrowUp"] },
  firehoseLatest: { area: "firehose", keys: ["End"] },
  firehoseOpen: { area: "firehose", keys: ["Enter"] },
  firehosePeek: { area: "firehose", keys: ["o"] },

  tableMove: { area: "lists", keys: ["ArrowUp", "ArrowDown"] },
  tableEnds: { area: "lists", keys: ["Home", "End"] },
} as const satisfies Record<string, KeyEntry>;

export type KeyId = keyof typeof keyMap;
