/** The words that the audit log's and the decision log's screens share. */
export const logTexts = {
  period: "Period",
  periods: {
    any: "Any time",
    hour: "The last hour",
    day: "The last 24 hours",
    week: "The last 7 days",
    month: "The last 30 days",
    custom: "From … to …",
  },
  from: "From",
  to: "To",
  refresh: "Read again",
  exportFile: "Export",
  exportHint: "All entries that meet the filters",
  formats: { jsonl: "JSON Lines", cloudevents: "CloudEvents batch" },
  only: (what: string) => `Only ${what}`,
  takeAway: (filter: string) => `Take the filter away: ${filter}`,
  actionsOf: (name: string) => `Filter by ${name}`,
};
