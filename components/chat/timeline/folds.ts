import { foldKeysOf, isFoldedType } from "./fold-keys";
import type { TimelineMessage } from "./segments";

/** A later message that belongs to an earlier one: the result of a call, the progress of a task. */
export interface Fold {
  readonly message: TimelineMessage;
  /** Has no row of its own, because the card of the earlier one shows it. */
  readonly isFolded: boolean;
}

/** What belongs together in a stretch of messages. */
export interface Folds {
  of(head: TimelineMessage): readonly Fold[];
  /** The earlier message that one with a row of its own belongs to. */
  headOf(message: TimelineMessage): TimelineMessage | undefined;
  isFolded(message: TimelineMessage): boolean;
}

/** So many messages after the card a reader at the end would not notice that it changed: what comes later has its own row. */
export const foldReach = 200;

const none: readonly Fold[] = [];
const noFolds: Folds = { of: () => none, headOf: () => undefined, isFolded: () => false };

/**
 * Finds results of tool calls by causation, by the call's id in the payload, or by a correlation that only one open call has;
 * and progress of tasks by causation, id or correlation. `stands`: was drawn in a row of its own before its head was there, and
 * keeps it, so that nothing moves when older messages arrive.
 */
export function foldsOf(messages: readonly TimelineMessage[], stands: (message: TimelineMessage) => boolean): Folds {
  if (!messages.some(({ envelope: { type } }) => type === "tool.result" || type === "task")) return noFolds;
  const folds = new Map<TimelineMessage, Fold[]>();
  const heads = new Map<TimelineMessage, TimelineMessage>();
  const folded = new Set<TimelineMessage>();
  const finder = new HeadFinder();

  const belong = (head: Head, message: TimelineMessage, isFolded: boolean) => {
    const known = folds.get(head.message);
    if (known) known.push({ message, isFolded });
    else folds.set(head.message, [{ message, isFolded }]);
    if (isFolded) folded.add(message);
    else heads.set(message, head.message);
  };

  messages.forEach((message, index) => {
    const { type } = message.envelope;
    if (!isFoldedType(type)) return;
    const head = type === "tool.call" ? undefined : finder.find(message);
    const isNear = head !== undefined && index - head.index <= foldReach;
    const isFolded = isNear && fitsIntoCard(message) && !stands(message);
    if (type === "tool.result") {
      if (!head) return;
      const { count } = foldKeysOf(message.envelope);
      belong(head, message, isFolded && head.open >= count);
      head.open -= count;
    } else if (head && isFolded) {
      belong(head, message, true);
      finder.note(message, head);
    } else {
      if (head) heads.set(message, head.message);
      finder.note(message, { message, index, open: foldKeysOf(message.envelope).count });
    }
  });

  return {
    of: (head) => folds.get(head) ?? none,
    headOf: (message) => heads.get(message),
    isFolded: (message) => folded.has(message),
  };
}

/** A card has no room for attachments and parts, and what was redacted says so in a row of its own. */
function fitsIntoCard({ envelope: { attachments, payload }, redaction }: TimelineMessage): boolean {
  return !redaction && !attachments?.length && !payload.parts?.length;
}

interface Head {
  message: TimelineMessage;
  index: number;
  /** Calls without an answer. */
  open: number;
}

/** Calls and tasks that were seen so far. */
class HeadFinder {
  readonly #byMessageId = new Map<string, Head>();
  /** By kind and the id in the payload. */
  readonly #byOwnId = new Map<string, Head>();
  readonly #byCorrelation = new Map<string, Set<Head>>();

  note({ envelope, redaction }: TimelineMessage, head: Head): void {
    if (redaction) return;
    const kind = kindOf(envelope.type);
    this.#byMessageId.set(`${kind} ${envelope.id}`, head);
    for (const id of foldKeysOf(envelope).callIds) this.#byOwnId.set(`${kind} ${id}`, head);
    if (envelope.correlationId === undefined) return;
    const key = `${kind} ${envelope.correlationId}`;
    const others = this.#byCorrelation.get(key);
    if (!others) this.#byCorrelation.set(key, new Set([head]));
    else if (kind === "tool") others.add(head);
    // A task's progress goes on from its newest card.
    else this.#byCorrelation.set(key, new Set([head]));
  }

  find({ envelope }: TimelineMessage): Head | undefined {
    const kind = kindOf(envelope.type);
    const { causationId, correlationId } = envelope;
    const { callIds } = foldKeysOf(envelope);
    const caused = causationId === undefined ? undefined : this.#byMessageId.get(`${kind} ${causationId}`);
    if (caused) return caused;
    const named = callIds.flatMap((id) => this.#byOwnId.get(`${kind} ${id}`) ?? [])[0];
    if (named || correlationId === undefined) return named;
    // A result that names another cause is not the answer to whatever call shares its exchange.
    if (kind === "tool" && causationId !== undefined && causationId !== correlationId) return undefined;
    const begun = this.#byMessageId.get(`${kind} ${correlationId}`);
    const candidates = [...(begun ? [begun] : (this.#byCorrelation.get(`${kind} ${correlationId}`) ?? []))];
    const fitting = candidates.filter((head) => canBe(head, envelope));
    return fitting.length === 1 ? fitting[0] : undefined;
  }
}

/** Whether a head that only shares the exchange can be the one: ids and names must not say otherwise. */
function canBe({ message, open }: Head, envelope: TimelineMessage["envelope"]): boolean {
  const [head, own] = [foldKeysOf(message.envelope), foldKeysOf(envelope)];
  if (head.callIds.length > 0 && own.callIds.length > 0) return false;
  if (envelope.type === "task") return true;
  return open > 0 && (own.names.length === 0 || own.names.some((name) => head.names.includes(name)));
}

function kindOf(type: string): "tool" | "task" {
  return type === "task" ? "task" : "tool";
}
