/** A change of a text: what stands from `from` to `to` becomes `insert`, and then that is selected. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
  select: readonly [start: number, end: number];
}

/** Makes the change in a field as if it had been typed, so that it can be undone like that. */
export function applyEdit(field: HTMLTextAreaElement, { from, to, insert, select }: TextEdit): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated, and the only way that keeps the field's own undo.
  const isTyped = document.execCommand(insert === "" ? "delete" : "insertText", false, insert);
  if (!isTyped && !(insert === "" && from === to)) {
    field.setRangeText(insert, from, to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(...select);
}
