import type { AuditEntry } from "./audit-entry";
import type { DecisionEntry } from "./list-decisions";

/** The CloudEvent (1.0, JSON format) of an administrative act: `subject` is what it was done to, `data` the entry. */
export function cloudEventOfAudit(entry: AuditEntry): object {
  const { id, at, spaceId, verb, target } = entry;
  const source = spaceId === null ? "/audit" : `/spaces/${spaceId}/audit`;
  return envelope({ id, source, type: `agents.platform.io.audit.${verb}`, time: at, subject: target }, entry);
}

/** The CloudEvent (1.0, JSON format) of a decision: `subject` is the principal that it was about, `data` the entry. */
export function cloudEventOfDecision(entry: DecisionEntry): object {
  const { id, at, spaceId, principal, allowed } = entry;
  const type = `agents.platform.io.decision.${allowed ? "allowed" : "denied"}`;
  return envelope({ id, source: `/spaces/${spaceId}/decisions`, type, time: at, subject: principal }, entry);
}

function envelope(
  attributes: { id: string; source: string; type: string; time: string; subject: string },
  data: object,
): object {
  return { specversion: "1.0", ...attributes, datacontenttype: "application/json", data };
}
