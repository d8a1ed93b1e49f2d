import { type DeliveredMessage, redactionType } from "@/sdk/protocol";
import { readings, valueAt } from "./json-value";
import { durationOf, type Period, periodOf } from "./period";
import { foldText, searchTextOf } from "./search-text";
import { tagOf, tagsOf } from "./tags";
import type { Filter, FilterContext, Term } from "./types";

/** A message as its readers see it. */
export type FilteredMessage = Pick<DeliveredMessage, "place" | "envelope" | "storedAt">;
export type Predicate = (message: FilteredMessage) => boolean;

/** Whether the message fulfils the filter. The search over history finds exactly the same messages. */
export function matches(filter: Filter, message: FilteredMessage, context: FilterContext): boolean {
  return compileFilter(filter, context)(message);
}

/** `matches` for many messages. What depends on the context is settled here, once. */
export function compileFilter(filter: Filter, context: FilterContext): Predicate {
  const tests = filter.terms.map((term) => ({ test: testOf(term, context), isNegated: term.isNegated }));
  return (message) => {
    // Not a message of its own: it is what became of another.
    if (message.envelope.type === redactionType) return false;
    const view = new View(message);
    return tests.every(({ test, isNegated }) => test(view) !== isNegated);
  };
}

/** A message, of which the costly views are made when they are first asked for. */
class View {
  readonly message: FilteredMessage;
  #text: string | undefined;
  #tags: readonly string[] | undefined;

  constructor(message: FilteredMessage) {
    this.message = message;
  }

  get text(): string {
    this.#text ??= searchTextOf(this.message.envelope);
    return this.#text;
  }

  get tags(): readonly string[] {
    this.#tags ??= tagsOf(this.message.envelope);
    return this.#tags;
  }

  get at(): number {
    return Date.parse(this.message.storedAt ?? this.message.envelope.timestamp);
  }
}

function testOf(term: Term, context: FilterContext): (view: View) => boolean {
  switch (term.kind) {
    case "text": {
      const needle = foldText(term.text);
      return ({ text }) => text.includes(needle);
    }
    case "from": {
      const senders = sendersOf(term.values, context);
      return ({ message }) => senders.includes(message.envelope.source);
    }
    case "in":
      return ({ message }) => term.values.includes(message.place.channel);
    case "thread":
      return ({ message: { place } }) =>
        place.thread !== undefined && (term.values.includes("*") || term.values.includes(place.thread));
    case "type":
      return ({ message }) => term.values.includes(message.envelope.type);
    case "correlation":
      return ({ message: { envelope } }) =>
        envelope.correlationId !== undefined && term.values.includes(envelope.correlationId);
    case "has":
    case "tool":
    case "mentions": {
      const wanted = tagsOfTerm(term, context);
      return ({ tags }) => wanted.some((tag) => tags.includes(tag));
    }
    case "before":
    case "after":
    case "during": {
      const { from, to } = boundsOf(term, context);
      return ({ at }) => at >= from && at < to;
    }
    case "json": {
      const wanted = readings(term.value);
      return ({ message }) => {
        const found = valueAt(message.envelope.payload.data, term.path);
        return found !== undefined && (term.value === "*" || wanted.some((value) => value === found));
      };
    }
  }
}

/** The senders that are meant; `me` is whoever asks. */
export function sendersOf(values: readonly string[], { me }: FilterContext): string[] {
  return values.map((value) => (value === "me" && me ? me.id : value));
}

/** The tags of which a message must have one. */
export function tagsOfTerm(
  { kind, values }: { kind: "has" | "tool" | "mentions"; values: readonly string[] },
  { me }: FilterContext,
): string[] {
  const named = values.flatMap((value) => {
    if (kind !== "mentions" || value !== "me" || !me) return [value];
    return [me.id, "here", ...me.groups.map((group) => `group:${group}`)];
  });
  return named.map((value) => tagOf(kind, value));
}

/** From when (inclusive) to when (exclusive) a message must have been stored. */
export function boundsOf(
  { kind, value }: { kind: "before" | "after" | "during"; value: string },
  context: FilterContext,
): Period {
  const whole = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  if (kind === "during") return durationOf(value, context) ?? whole;
  const period = periodOf(value, context);
  if (!period) return whole;
  return kind === "before" ? { ...whole, to: period.from } : { ...whole, from: period.to };
}
