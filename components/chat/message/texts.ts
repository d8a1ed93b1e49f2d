/** The words of what messages are drawn as. */
export const bodyTexts = {
  callsTool: "calls",
  toolRunning: (since: string) => (since === "" ? "running" : `running, ${since}`),
  toolDone: "result",
  toolFailed: "failed",
  toolUnanswered: "never answered",
  resultElsewhere: "result further down",
  resultNotLoaded: "result not loaded",
  resultRow: "its result",
  callRow: "its call",
  by: (name: string) => `by ${name}`,
  seconds: (seconds: number) => `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`,
  milliseconds: (milliseconds: number) => `${Math.max(0, Math.round(milliseconds))} ms`,
  minutes: (minutes: number, seconds: number) => (seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`),
  hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
};
