/** The words of what can be done with a message. */
export const actionTexts = {
  toolbar: "Message actions",
  more: "More",
  copy: "Copy message",
  copyText: "Copy text",
  viewRaw: "View raw",
};
