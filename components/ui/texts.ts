/** Words that the primitives say by themselves. */
export const uiTexts = {
  close: "Close",
  dismiss: "Dismiss",
  retry: "Try again",
  notifications: "Notifications",
  cancel: "Cancel",
  actions: "Actions",
  selectRow: (name: string) => `Select ${name}`,
  selectLoaded: (count: number) => `Select all ${count.toLocaleString("en")} that are loaded`,
  loadingMore: "Loading more",
  clearSearch: "Clear the search",
  typeToConfirm: (text: string) => `Type ${text} to confirm`,
};
