/** The words of the composer's buttons. */
export const previewTexts = {
  label: "Preview",
  show: "Show preview",
  hide: "Hide preview",
  nothing: "What you write is shown here.",
};
