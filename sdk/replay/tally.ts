import { SdkError, VerdictError } from "../errors";
import type { AcceptedVerdict } from "../protocol";

export interface Complaint {
  conversation: string;
  step: number;
  from: string;
  code: string;
  rule: string;
  reason: string;
}

/** Counts what became of messages. */
export class Tally {
  readonly complaints: Complaint[] = [];
  #accepted = 0;
  #duplicates = 0;
  readonly #byCode = new Map<string, number>();

  accept({ duplicate }: AcceptedVerdict): void {
    if (duplicate) this.#duplicates += 1;
    else this.#accepted += 1;
  }

  /** A refusal, or a failure to find out. Anything else is thrown again. */
  complain(error: unknown, where: Pick<Complaint, "conversation" | "step" | "from">): void {
    const complaint = complaintOf(error);
    this.complaints.push({ ...where, ...complaint });
    this.#byCode.set(complaint.code, (this.#byCode.get(complaint.code) ?? 0) + 1);
  }

  get done(): number {
    return this.#accepted + this.#duplicates + this.complaints.length;
  }

  get isClean(): boolean {
    return this.complaints.length === 0;
  }

  /** The summary for people: a line for each outcome, then the first complaints. */
  lines(complaintsMax = 10): string[] {
    const codes = [...this.#byCode].sort(([, a], [, b]) => b - a);
    const shown = this.complaints.slice(0, complaintsMax);
    const left = this.complaints.length - shown.length;
    return [
      `accepted   ${this.#accepted}`,
      `duplicate  ${this.#duplicates}`,
      `refused    ${this.complaints.length}${codes.length > 0 ? ` (${codes.map(([code, count]) => `${code} ${count}`).join(", ")})` : ""}`,
      ...shown.map(
        ({ conversation, step, from, rule, reason }) => `  ${conversation} step ${step}, ${from}: ${reason} [${rule}]`,
      ),
      ...(left > 0 ? [`  … and ${left} more`] : []),
    ];
  }
}

function complaintOf(error: unknown): Pick<Complaint, "code" | "rule" | "reason"> {
  if (error instanceof VerdictError) return error.verdict;
  if (error instanceof SdkError) return { code: error.code.toLowerCase(), rule: error.reason, reason: error.message };
  throw error;
}
