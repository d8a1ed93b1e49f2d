const number = (count: number) => (count === 0 ? "No" : count.toLocaleString("en"));

/** The words of changing many members at once. */
export const bulkTexts = {
  title: (group: string) => `Change many members of ${group}`,
  mode: "What to do",
  modes: { add: "Add to the group", remove: "Remove from the group" },
  list: "Ids of agents and people",
  listHint: "One a line, or a CSV table with a column “id”.",
  placeholder: "detector-1\ndetector-2",
  file: "Choose a CSV file",
  drop: "or drop one here",
  takeFileAway: "Take the file away",
  fileFailed: "The file could not be read. Choose it again, or paste its lines.",
  line: (line: number) => `Line ${line.toLocaleString("en")}`,
  lines: (count: number) => (count === 1 ? "1 line" : `${count.toLocaleString("en")} lines`),
  tooMany: (max: number) => `At most ${max.toLocaleString("en")} lines at once: split the list.`,
  previewOfFirst: (count: number) => `What the first ${count.toLocaleString("en")} lines change:`,
  start: (mode: "add" | "remove", count: number) => {
    const many = count === 0 ? "" : ` ${count.toLocaleString("en")}`;
    return mode === "add" ? `Add${many}` : `Remove${many}`;
  },
  cancel: "Cancel",
  close: "Close",
  progress: "Progress",
  sent: (sent: number, total: number) => `${sent.toLocaleString("en")} of ${total.toLocaleString("en")} lines`,
  stop: "Stop",
  stopping: "Stopping after this part",
  goOn: "Go on",
  changed: {
    add: (count: number) => (count === 1 ? "1 member was added." : `${number(count)} members were added.`),
    remove: (count: number) => (count === 1 ? "1 member was removed." : `${number(count)} members were removed.`),
  },
  unchanged: {
    add: "The others were members already.",
    remove: "The others were no members.",
  },
  closed: (count: number) =>
    count === 1 ? "One connection was closed." : `${count.toLocaleString("en")} connections were closed.`,
  stoppedAt: (sent: number, total: number) =>
    `Stopped after ${sent.toLocaleString("en")} of ${total.toLocaleString("en")} lines.`,
  failedAt: "It stopped because a part failed. What was done before stands.",
  problems: (count: number) =>
    count === 1 ? "1 line was not taken" : `${count.toLocaleString("en")} lines were not taken`,
  columns: { line: "Line", value: "What it says", message: "What is wrong" },
  download: "Download these lines",
  downloadName: (group: string) => `${group.replaceAll(/[^\w.-]+/g, "_")}-lines-not-taken.csv`,
  undo: "Undo",
  undoing: "Undoing",
  undone: (count: number) =>
    count === 1
      ? "Undone: 1 membership is as it was."
      : `Undone: ${count.toLocaleString("en")} memberships are as they were.`,
};
