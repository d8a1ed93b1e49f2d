import { fenceJson } from "../fence-json";
import { fenceConsole, isExecution } from "./fence-console";

/** The text with what is no markdown marked as code, so that markdown leaves its shape alone. */
export function presentable(text: string): string {
  return fenceConsole(isExecution(text) ? text : fenceJson(text));
}
