/** The words of what can be done with a message. */
export const actionTexts = {
  toolbar: "Message actions",
  more: "More",
  copy: "Copy message",
  copyText: "Copy text",
  copyLink: "Copy link",
  linkCopied: "Link copied",
  linkNotCopied: "The link could not be copied",
  showExchange: "Show exchange",
  showProfile: (name: string) => `Who ${name} is`,
  viewRaw: "View raw",
};
