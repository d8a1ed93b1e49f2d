/** The files in what was pasted or dropped, without folders; none where the clipboard holds text too, as that of a spreadsheet does. */
export function filesOf(transfer: DataTransfer | null): File[] {
  if (!transfer || (transfer.types.includes("text/plain") && transfer.types.includes("text/html"))) return [];
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  return items.flatMap((item) => {
    if (item.webkitGetAsEntry()?.isDirectory) return [];
    return item.getAsFile() ?? [];
  });
}

/** Whether something that is dragged over the page holds files. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}
