/** Why a field was refused, as `details.causes` names it. */
export type ProblemReason =
  | "FieldValueInvalid"
  | "FieldValueRequired"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooMany"
  | "FieldValueDuplicate"
  | "FieldValueTypeInvalid";

export interface FieldProblem {
  reason: ProblemReason;
  field: string;
  message: string;
}

const words: Record<ProblemReason, string> = {
  FieldValueInvalid: "Invalid value",
  FieldValueRequired: "Required value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueForbidden: "Forbidden",
  FieldValueTooLong: "Too long",
  FieldValueTooMany: "Too many",
  FieldValueDuplicate: "Duplicate value",
  FieldValueTypeInvalid: "Invalid value",
};

/** A problem whose message shows the value that was sent. */
export function problem(reason: ProblemReason, field: string, value: unknown, detail = ""): FieldProblem {
  return { reason, field, message: join(`${words[reason]}: ${showValue(value)}`, detail) };
}

/** A problem whose message does not show the value: it is missing, forbidden or too long. */
export function problemWithoutValue(reason: ProblemReason, field: string, detail = ""): FieldProblem {
  return { reason, field, message: join(words[reason], detail) };
}

function join(head: string, detail: string): string {
  return detail === "" ? head : `${head}: ${detail}`;
}

function showValue(value: unknown): string {
  if (value === null || value === undefined) return '"null"';
  return JSON.stringify(value);
}
