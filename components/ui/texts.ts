/** Words that the primitives say by themselves. */
export const uiTexts = {
  close: "Close",
  dismiss: "Dismiss",
  retry: "Try again",
  notifications: "Notifications",
};
