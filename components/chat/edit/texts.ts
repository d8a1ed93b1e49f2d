/** The words of new versions of a message. */
export const editTexts = {
  edit: "Edit",
  editing: "Editing your message",
  editingHint: "The new version takes its place at the end; what stood here stays readable for owners.",
  cancelEdit: "Cancel editing",
  edited: "edited",
  editedTitle: "New version of an earlier message",
  replaced: "edited a message",
  newVersion: "See the new version",
};
