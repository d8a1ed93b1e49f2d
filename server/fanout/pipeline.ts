import {
  type AcceptedVerdict,
  type Attachment,
  type Envelope,
  type MessageDraft,
  redactionOf,
  type Verdict,
} from "@/sdk/protocol";
import { type Clock, newId } from "@/server/kernel";
import type { Decision, PermissionCache } from "@/server/policy";
import type { Admission } from "./admission";
import type { Arrival, Route, Target } from "./arrival";
import type { AttachmentStage } from "./attachments";
import { createAuthoriser } from "./authorise";
import type { Delivery } from "./delivery";
import type { Told } from "./mentions/inbox";
import type { Mentioned } from "./mentions/resolver";
import type { MentionStage } from "./mentions/stage";
import { readBody } from "./read-body";
import { isRedaction, moderationOf, type TargetCheck } from "./redaction";
import type { RefusalLog } from "./refusal-log";
import {
  deniedBy,
  internalFailure,
  nothingKept,
  type Refusal,
  tooLarge,
  unavailable,
  uncheckedFiles,
  uncheckedMentions,
  uncheckedRight,
  uncheckedTarget,
} from "./refusals";
import { targetOf } from "./routes";
import { isStreamDelta, spendOnDelta } from "./stream-delta";
import { toEnvelope } from "./to-envelope";
import { refused } from "./verdicts";

export interface PipelineOptions {
  spaceId: string;
  delivery: Delivery;
  permissions: PermissionCache;
  admission: Admission;
  refusalLog: RefusalLog;
  checkTarget: TargetCheck;
  mentions: MentionStage;
  attachments: AttachmentStage;
  clock: Clock;
  /** The largest envelope the server takes, in bytes. */
  envelopeBytesMax: () => number;
  /** Brings an accepted message to the agents it mentions. */
  tell: (told: Told) => void;
  /** A message that names files is stored. */
  noteFiles: (attachments: Attachment[], sequence: number) => void;
  /** Brings the verdict to the sender. */
  answer: (arrival: Arrival, verdict: Verdict) => void;
}

/** What was found out about a message besides the right to send it. */
interface Findings {
  mentioned?: Mentioned;
  attachments?: Attachment[];
}

interface Prepared {
  target: Target;
  envelope: Envelope;
  payload: Uint8Array;
  mentioned: Mentioned | undefined;
  refusal?: undefined;
}

/** The steps every message takes, whichever way it came. */
export interface Pipeline {
  /** Takes a message; it gets exactly one verdict. Never throws. */
  take(arrival: Arrival): void;
  /** Messages that have no verdict yet. */
  readonly held: number;
}

/** Read, authorise, find out whom it mentions and what its files are, normalise, publish. All of it runs at once when the answers are cached, so order is kept; only redactions and new versions take their time. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { delivery, admission, clock } = options;
  let held = 0;

  function settle(arrival: Arrival, verdict: Verdict): void {
    held -= 1;
    admission.leave(arrival.body.length);
    options.answer(arrival, verdict);
  }

  function refuse(arrival: Arrival, refusal: Refusal, id?: string, err?: unknown): void {
    options.refusalLog.note(options.spaceId, arrival.route.principal, refusal, err);
    settle(arrival, refused(refusal, id));
  }

  const authorise = createAuthoriser({
    permissions: options.permissions,
    decided: finish,
    failed: (arrival, draft, err) => refuse(arrival, uncheckedRight, draft.id, err),
  });

  function finish(arrival: Arrival, draft: MessageDraft, decision: Decision): void {
    if (!decision.allowed) {
      refuse(arrival, deniedBy(decision), draft.id);
      return;
    }
    try {
      const target = targetOf(arrival.route, decision);
      if (isStreamDelta(draft)) {
        handOn(arrival, draft, target);
        return;
      }
      options.mentions.pass(arrival.route, draft, {
        place: target.place,
        goOn: (mentioned) => attach(arrival, draft, target, mentioned),
        fail: (err) => refuse(arrival, uncheckedMentions, draft.id, err),
      });
    } catch (err) {
      refuse(arrival, internalFailure, draft.id, err);
    }
  }

  /** A piece of a stream goes to who reads live, and is stored nowhere. */
  function handOn(arrival: Arrival, draft: MessageDraft, target: Target): void {
    const refusal = spendOnDelta(arrival.route, arrival.body.length, clock.now().getTime());
    if (refusal) refuse(arrival, refusal, draft.id);
    else send(arrival, draft, { ...target, isPersistent: false }, {});
  }

  function attach(arrival: Arrival, draft: MessageDraft, target: Target, mentioned: Mentioned | undefined): void {
    options.attachments.pass(arrival.route, draft, {
      subject: target.stored,
      goOn: (attachments) => send(arrival, draft, target, { mentioned, attachments }),
      refuse: (refusal) => refuse(arrival, refusal, draft.id),
      fail: (err) => refuse(arrival, uncheckedFiles, draft.id, err),
    });
  }

  function send(arrival: Arrival, draft: MessageDraft, target: Target, findings: Findings): void {
    try {
      const prepared = prepare(arrival.route, draft, target, findings);
      if (prepared.refusal) refuse(arrival, prepared.refusal, draft.id);
      else if (isRedaction(draft) || draft.replaces !== undefined) void redact(arrival, prepared);
      else deliver(arrival, prepared);
    } catch (err) {
      refuse(arrival, internalFailure, draft.id, err);
    }
  }

  function prepare(
    route: Route,
    draft: MessageDraft,
    target: Target,
    { mentioned, attachments }: Findings,
  ): Prepared | { refusal: Refusal } {
    const receivedAt = clock.now().toISOString();
    const mentions = mentioned?.canonical;
    const envelope = toEnvelope(draft, { source: route.principal, newId, receivedAt, mentions, attachments });
    const payload = Buffer.from(JSON.stringify(envelope));
    if (payload.length > options.envelopeBytesMax()) return { refusal: tooLarge(payload.length) };
    return { target, envelope, payload, mentioned };
  }

  /** A redaction, or a new version, goes out once it is certain that there is something to redact and that it may be. */
  async function redact(arrival: Arrival, prepared: Prepared): Promise<void> {
    const { target, envelope } = prepared;
    const order = redactionOf(envelope);
    let refusal: Refusal | undefined = target.isPersistent && order ? undefined : nothingKept;
    let cause: unknown;
    try {
      if (!refusal && order) {
        const editor = order.isEdit && envelope.source;
        refusal = await options.checkTarget({ subject: target.stored, sequence: order.sequence, editor });
      }
    } catch (err) {
      refusal = uncheckedTarget;
      cause = err;
    }
    if (refusal) refuse(arrival, refusal, envelope.id, cause);
    else deliver(arrival, prepared);
  }

  function deliver(arrival: Arrival, { target, envelope, payload, mentioned }: Prepared): void {
    delivery.deliver(target, envelope, payload, (result) => {
      if ("refusal" in result) {
        refuse(arrival, result.refusal, envelope.id);
        return;
      }
      const { attachments } = envelope;
      if (attachments && result.sequence !== undefined && !result.duplicate)
        options.noteFiles(attachments, result.sequence);
      if (!mentioned) settle(arrival, result);
      else {
        if (!result.duplicate)
          options.tell({
            place: target.stored,
            envelope,
            payload,
            sequence: result.sequence,
            agents: mentioned.agents,
          });
        settle(arrival, withMentions(result, mentioned));
      }
    });
  }

  return {
    get held() {
      return held;
    },
    take(arrival) {
      if (!admission.enter(arrival.body.length)) {
        const refusal = unavailable("fanout.backpressure", "Too many messages are waiting to be stored.");
        options.refusalLog.note(options.spaceId, arrival.route.principal, refusal);
        options.answer(arrival, refused(refusal, undefined));
        return;
      }
      held += 1;
      try {
        const reading = readBody(arrival.body);
        if (reading.refusal) refuse(arrival, reading.refusal, reading.id);
        else if (isRedaction(reading.draft))
          authorise({ ...arrival, route: moderationOf(arrival.route) }, reading.draft);
        else authorise(arrival, reading.draft);
      } catch (err) {
        refuse(arrival, internalFailure, undefined, err);
      }
    },
  };
}

function withMentions(verdict: AcceptedVerdict, { unresolved, untold }: Mentioned): AcceptedVerdict {
  return {
    ...verdict,
    ...(unresolved.length > 0 && { unresolved }),
    ...(untold.length > 0 && { untold }),
  };
}
