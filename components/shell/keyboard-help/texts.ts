import type { KeyArea, KeyId } from "./key-map";

/** What each key does. */
export const keyTexts: Record<KeyId, string> = {
  switcher: "Go to a channel, thread, person or page",
  help: "Show these keys",
  search: "Search messages",
  nextUnread: "Next place with something unread",
  previousUnread: "Previous place with something unread",

  messageNext: "Next message",
  messagePrevious: "Previous message",
  messageFirst: "First message at hand",
  messageLast: "Latest message",
  messageUnread: "First unread message",
  messageJump: "Go to a date, and elsewhere in the conversation",
  messageMenu: "Menu of the message",
  messageEdit: "Edit the message, if it is your own",
  messageReply: "Reply to the message",
  messageLeave: "Back to the composer",

  send: "Send",
  newLine: "New line",
  bold: "Bold",
  italic: "Italic",
  code: "Code",
  preview: "Show or hide the preview",
  editLast: "Edit your last message, where the field is empty",
  leaveAim: "Stop replying or editing",

  rowNext: "Next channel or thread",
  rowPrevious: "Previous channel or thread",
  rowOpen: "Show what is below",
  rowClose: "Hide what is below, or go to the level above",
  rowEnds: "First and last",

  entryMove: "Choose",
  entryGo: "Go there",
  entryGoAside: "Open it in a new tab",

  suggestionMove: "Choose a suggestion, or move through what was found",
  suggestionTake: "Take the suggestion",
  searchLeave: "Close",

  firehosePause: "Pause, and go on",
  firehoseFilter: "Write a filter",
  firehoseNext: "Next message",
  firehosePrevious: "Previous message",
  firehoseLatest: "Latest message, and on with what comes",
  firehoseOpen: "Open the message in its conversation",
  firehosePeek: "Show all of it here",

  tableMove: "The same control of another row",
  tableEnds: "First and last row",
};

/** The words of the sheet. */
export const helpTexts = {
  title: "Keyboard",
  description: "Letters and signs work where nobody is typing.",
  areas: {
    anywhere: "Anywhere",
    messages: "Messages",
    composer: "Composer",
    navigation: "Channels",
    switcher: "Go to",
    search: "Search and filters",
    firehose: "Firehose",
    lists: "Lists",
  } satisfies Record<KeyArea, string>,
  or: "or",
  singleKeys: "Single keys anywhere",
  singleKeysHint: "Off: / and ? do nothing, so that speech input and slips of the hand open nothing.",
  /** How keys are named where their sign alone would not do. */
  names: {
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
    Escape: "Esc",
    ContextMenu: "Menu",
  } as Record<string, string>,
  /** The same, read aloud. */
  spoken: {
    ArrowUp: "Up",
    ArrowDown: "Down",
    ArrowLeft: "Left",
    ArrowRight: "Right",
    Escape: "Escape",
    ContextMenu: "Menu key",
    "/": "Slash",
    "?": "Question mark",
  } as Record<string, string>,
  modifiers: {
    other: { Mod: "Ctrl", Alt: "Alt", Shift: "Shift" },
    apple: { Mod: "⌘", Alt: "⌥", Shift: "⇧" },
  },
};
