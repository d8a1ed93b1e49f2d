import type { Place } from "@/sdk/protocol";
import { blockOn } from "./blocks/in-force";
import type { Facts, PrincipalFacts } from "./facts";
import { nameOfPlace, wordsOfAction } from "./names";
import { reasonOfBlock, reasonOfClosedOrAbsent, reasonWithoutParticipation, reasonWithoutRole } from "./reasons";
import type { Action, Decision, Denial, DenialCode } from "./types";

export interface Question {
  principal: string;
  action: Action;
  place?: Place;
}

type Outcome = Pick<Decision, "allowed" | "rule" | "reason" | "code" | "validUntil"> & { path?: string[] };

/** The policy itself: facts in, answer out. Rules are asked in a fixed order and the first that has an opinion decides. */
export function decide(question: Question, facts: Facts): Decision {
  const { channel } = facts;
  const standingOutcome = standing(question, facts);
  const outcome = standingOutcome ?? aboutPlace(question, facts);
  const told = standingOutcome || outcome.allowed ? undefined : withoutGivingAway(question, facts);
  return {
    allowed: outcome.allowed,
    reason: outcome.reason,
    rule: outcome.rule,
    path: [`${facts.principal?.kind ?? "principal"} ${question.principal}`, ...(outcome.path ?? [])],
    revision: facts.revision,
    ...(outcome.code && { code: outcome.code }),
    ...(outcome.validUntil && { validUntil: outcome.validUntil }),
    ...(told && { told }),
    ...(channel && {
      channel: {
        state: channel.state,
        enablePersistence: channel.enablePersistence,
        retentionMs: channel.retentionMs,
      },
    }),
    isPrivate: question.place?.thread !== undefined && (facts.thread?.isPrivate ?? question.place.isPrivate ?? false),
  };
}

/** What is told of a denial to somebody who may not know whether the place exists; `undefined`: the truth. */
function withoutGivingAway({ place, action }: Question, facts: Facts): Denial | undefined {
  if (!place || mayKnow(place, action, facts)) return undefined;
  if (action === "channel.manage") return mayCreateChannels(facts.principal) ? undefined : deniedCreation;
  const rule = place.thread === undefined ? "channel.access" : "thread.access";
  return { code: "forbidden", rule, reason: reasonOfClosedOrAbsent(action, place) };
}

/** Whether the principal could find the place by reading it, were they not blocked; an admin, whether there is one. */
function mayKnow(place: Place, action: Action, facts: Facts): boolean {
  const at = action === "thread.create" ? { channel: place.channel } : place;
  const exists = facts.channel !== undefined && (at.thread === undefined || facts.thread !== undefined);
  if (!exists) return facts.principal !== undefined && isAdmin(facts.principal);
  return rightAt(at, "channel.read", facts).allowed;
}

/** What holds whatever is asked: the space, the principal, and the rights over the whole space. */
function standing({ principal, action }: Question, facts: Facts): Outcome | undefined {
  const who = facts.principal;
  if (facts.isSpaceArchived)
    return deny("space.active", "This space is archived; nothing can be read or posted in it.");
  if (!who) return deny("principal.known", `There is no principal "${principal}" in this space.`);
  if (who.isDisabled) return deny("principal.enabled", "Your access is switched off. An admin can switch it on again.");
  if (action !== "space.admin") return undefined;
  if (isAdmin(who)) return allow("space.admin", "You administer this space.", ["platform role admin"]);
  return deny("space.admin", "Only people with the platform role admin administer a space.");
}

function aboutPlace(question: Question, facts: Facts): Outcome {
  const { place, action } = question;
  if (!place) return deny("place.given", `Say which channel you want to ${wordsOfAction[action]}.`);
  if (!facts.channel) return withoutChannel(place, question, facts);
  const missing = action === "thread.create" ? undefined : withoutThread(place, facts);
  if (missing) return missing;
  const right = rightAt(place, action, facts);
  return right.allowed ? (blocked(place, action, facts) ?? closed(place, action, facts) ?? right) : right;
}

function withoutChannel(place: Place, { action }: Question, { principal }: Facts): Outcome {
  if (action !== "channel.manage") {
    return deny("channel.exists", `There is no channel #${place.channel} in this space.`, "unknown_channel");
  }
  if (mayCreateChannels(principal)) {
    return allow("channel.create", `You may create #${place.channel}.`, [`platform role ${principal?.platformRole}`]);
  }
  return { allowed: false, ...deniedCreation };
}

function mayCreateChannels(principal: PrincipalFacts | undefined): boolean {
  return principal?.platformRole === "admin" || principal?.platformRole === "operator";
}

const deniedCreation: Denial = {
  code: "forbidden",
  rule: "channel.create",
  reason: "Only people with the platform role admin or operator create channels.",
};

function withoutThread(place: Place, { thread }: Facts): Outcome | undefined {
  if (place.thread === undefined) return undefined;
  if (!thread) {
    const reason = `There is no thread "${place.thread}" in #${place.channel}.`;
    return deny("thread.exists", reason, "unknown_thread");
  }
  if (place.isPrivate === undefined || place.isPrivate === thread.isPrivate) return undefined;
  const [is, under] = thread.isPrivate
    ? ["has its own participants", "private"]
    : ["is open to the channel", "threads"];
  return deny("thread.kind", `The thread ${nameOfPlace(place)} ${is}: address it under "${under}".`, "unknown_thread");
}

/** The right itself, before blocks and the channel's state are looked at. */
function rightAt(place: Place, action: Action, facts: Facts): Outcome {
  const who = facts.principal;
  if (action !== "channel.read" && who?.platformRole === "observer") {
    return deny("platform.observer", `Observers read; they never ${wordsOfAction[action]} a channel or thread.`);
  }
  const name = nameOfPlace(place);
  const allowed = (rule: string, path: string[]) => allow(rule, `You may ${wordsOfAction[action]} ${name}.`, path);
  if (who && isAdmin(who)) return allowed("platform.admin", ["platform role admin"]);
  if (action === "channel.manage" || action === "channel.moderate") return byRank(place, action, facts);
  if (place.thread !== undefined && facts.thread?.isPrivate && action !== "thread.create") {
    if (facts.participantGroup === undefined) {
      return deny("thread.participant", reasonWithoutParticipation(action, place, facts.groups));
    }
    return allowed("thread.participant", [`group ${facts.participantGroup}`, `participant of ${name}`]);
  }
  if (facts.role) return allowed("channel.role", pathOfRole(place, facts.role));
  const isPublic = facts.channel?.isPublic ?? false;
  const isOpen = isPublic && !facts.channel?.hasGroups;
  if (isOpen || (isPublic && action === "channel.read"))
    return allowed("channel.public", [`#${place.channel} is public`]);
  if (isPublic && action === "thread.create" && who?.platformRole === "operator") {
    return allowed("platform.operator", ["platform role operator", `#${place.channel} is public`]);
  }
  return deny("channel.role", reasonWithoutRole(action, place, facts.groups, isPublic));
}

function byRank(place: Place, action: "channel.manage" | "channel.moderate", { role }: Facts): Outcome {
  const isEnough = role?.role === "owner" || (action === "channel.moderate" && role?.role === "moderator");
  const does = `${wordsOfAction[action]} #${place.channel}`;
  if (role && isEnough) return allow("channel.role", `You may ${does}.`, pathOfRole(place, role));
  const whoMay = action === "channel.manage" ? "its owners" : "its owners and moderators";
  const held = role ? `your role on it is ${role.role}` : "you hold no role on it";
  return deny("channel.role", `You cannot ${does}: that is for ${whoMay} and admins; ${held}.`);
}

/** What a block refuses to those who have the right. */
function blocked(place: Place, action: Action, facts: Facts): Outcome | undefined {
  const block = blockOn(action, facts);
  if (!block) return undefined;
  const [rule, code] =
    block.effect === "access" ? (["channel.block", "blocked"] as const) : (["channel.pause", "paused"] as const);
  const validUntil = block.nextEnd === null ? undefined : new Date(block.nextEnd).toISOString();
  return { ...deny(rule, reasonOfBlock(place, block, facts.role?.role), code), validUntil };
}

/** What an archived or paused place still refuses to those who have the right. */
function closed(place: Place, action: Action, { channel, thread }: Facts): Outcome | undefined {
  if (action !== "channel.post" && action !== "thread.create") return undefined;
  if (channel?.state === "Archived") {
    return deny(
      "channel.archived",
      `#${place.channel} is archived: it can be read, not posted to.`,
      "channel_archived",
    );
  }
  if (action === "channel.post" && place.thread !== undefined && thread?.state === "Archived") {
    return deny(
      "thread.archived",
      `${nameOfPlace(place)} is archived: it can be read, not posted to.`,
      "channel_archived",
    );
  }
  const isPaused = channel?.state === "Paused" || (action === "channel.post" && thread?.state === "Paused");
  if (!isPaused) return undefined;
  return deny(
    "channel.paused",
    `${nameOfPlace(place)} is paused: posting opens again when it is resumed.`,
    "channel_paused",
  );
}

function pathOfRole(place: Place, { role, group }: NonNullable<Facts["role"]>): string[] {
  return [...(group === null ? [] : [`group ${group}`]), `${role} of #${place.channel}`];
}

function isAdmin(principal: PrincipalFacts): boolean {
  return principal.platformRole === "admin";
}

function allow(rule: string, reason: string, path: string[]): Outcome {
  return { allowed: true, rule, reason, path };
}

function deny(rule: string, reason: string, code: DenialCode = "forbidden"): Outcome {
  return { allowed: false, rule, reason, code };
}
