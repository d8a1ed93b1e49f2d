import type { IncomingMessage } from "node:http";
import { badRequest, invalidOptions } from "../api-error";
import type { IncludeObject } from "../output/table";
import { problem, problemWithoutValue } from "../schema/problem";
import type { FieldValidation, Target, WriteOptions } from "../verbs/context";
import type { ListOptions } from "../verbs/read";
import { readSelection } from "../verbs/selection";
import type { WatchOptions } from "../verbs/watch";

const managerCharactersMax = 128;
const watchMinutesMin = 30;

/** Reads `dryRun`, `fieldManager` and `fieldValidation`. Throws 422 naming the option that breaks its rules. */
export function readWriteOptions(request: IncomingMessage, query: URLSearchParams, kind: string): WriteOptions {
  const dryRun = query.getAll("dryRun").filter((value) => value !== "");
  const manager = query.get("fieldManager") || managerOf(request);
  const fieldValidation = query.get("fieldValidation") || "Warn";
  if (dryRun.some((value) => value !== "All")) {
    throw invalidOptions(kind, [problem("FieldValueNotSupported", "dryRun", dryRun, 'supported values: "All"')]);
  }
  if (manager.length > managerCharactersMax) {
    const detail = `may not be more than ${managerCharactersMax} bytes`;
    throw invalidOptions(kind, [problemWithoutValue("FieldValueTooLong", "fieldManager", detail)]);
  }
  if (!isFieldValidation(fieldValidation)) {
    const detail = 'supported values: "", "Ignore", "Strict", "Warn"';
    throw invalidOptions(kind, [problem("FieldValueNotSupported", "fieldValidation", fieldValidation, detail)]);
  }
  return { isDryRun: dryRun.length > 0, manager, fieldValidation };
}

function isFieldValidation(value: string): value is FieldValidation {
  return value === "Strict" || value === "Warn" || value === "Ignore";
}

/** Who writes, when they do not say: the program's name in the User-Agent. */
function managerOf(request: IncomingMessage): string {
  const [name = ""] = (request.headers["user-agent"] ?? "").split("/");
  return name.slice(0, managerCharactersMax) || "unknown";
}

export function readListOptions(target: Target, query: URLSearchParams): ListOptions {
  const limit = readCount(query, "limit");
  return {
    selection: readSelection(target.type, query),
    limit: limit || undefined,
    next: query.get("continue") || undefined,
    resourceVersion: query.get("resourceVersion") || undefined,
  };
}

/** Without `timeoutSeconds` a watch lasts between half an hour and an hour, so that clients do not all come back at once. */
export function readWatchOptions(target: Target, query: URLSearchParams): WatchOptions {
  const seconds = readCount(query, "timeoutSeconds") || watchMinutesMin * 60 * (1 + Math.random());
  const sendsInitialEvents = readFlag(query, "sendInitialEvents");
  if (sendsInitialEvents && query.get("resourceVersionMatch") !== "NotOlderThan") {
    const detail = "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan";
    throw invalidOptions("ListOptions", [problemWithoutValue("FieldValueForbidden", "resourceVersionMatch", detail)]);
  }
  return {
    selection: readSelection(target.type, query),
    resourceVersion: query.get("resourceVersion") || undefined,
    allowsBookmarks: readFlag(query, "allowWatchBookmarks"),
    sendsInitialEvents,
    timeoutMs: Math.round(seconds * 1000),
  };
}

export function readInclude(query: URLSearchParams): IncludeObject {
  const value = query.get("includeObject");
  return value === "None" || value === "Object" ? value : "Metadata";
}

export function readFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value === "true" || value === "1" || value === "True";
}

function readCount(query: URLSearchParams, name: string): number {
  const value = query.get(name);
  if (value === null || value === "") return 0;
  if (!/^\d{1,9}$/.test(value)) throw badRequest(`${name} must be a whole number, not ${JSON.stringify(value)}`);
  return Number(value);
}
