import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { type Caller, type CheckPermissionsInput, checkPermissions, type Decision } from "@/server/policy";

type Request = CheckPermissionsInput["requests"][number];

const problemsMax = 20;

/**
 * The policy's answers to what an agent asks: for itself what it would be told, for others where it may manage the channel
 * that it asks about. One request about others elsewhere and none is answered: FORBIDDEN names each.
 */
export async function askPolicy(
  ctx: ServiceContext,
  { spaceId, principalId }: Caller,
  { requests, atLeastRevision }: Pick<CheckPermissionsInput, "requests" | "atLeastRevision">,
  pathOf = (index: number) => `requests[${index}].principal`,
): Promise<Decision[]> {
  const own = requests.filter(({ principal }) => principal === principalId);
  const others = requests.filter(({ principal }) => principal !== principalId);
  await requireManaged(ctx, { spaceId, principalId }, requests, pathOf);
  const asService: ServiceContext = { ...ctx, actor: { kind: "service", name: "gateway" } };
  const [ownAnswers, otherAnswers] = await Promise.all([
    own.length > 0 ? checkPermissions(ctx, { spaceId, requests: own, atLeastRevision }) : [],
    others.length > 0 ? checkPermissions(asService, { spaceId, requests: others, atLeastRevision }) : [],
  ]);
  const answers = { own: ownAnswers.values(), others: otherAnswers.values() };
  return requests.flatMap(({ principal }) => {
    const answer = (principal === principalId ? answers.own : answers.others).next();
    return answer.done ? [] : [answer.value];
  });
}

/** Throws unless whoever asks may manage the channel of every request about somebody else. */
async function requireManaged(
  ctx: ServiceContext,
  caller: Caller,
  requests: Request[],
  pathOf: (index: number) => string,
): Promise<void> {
  const channels = [
    ...new Set(
      requests.flatMap(({ principal, place }) => (principal !== caller.principalId && place ? place.channel : [])),
    ),
  ];
  const asked = channels.map((channel) => ({
    principal: caller.principalId,
    action: "channel.manage" as const,
    place: { channel },
  }));
  const rights = asked.length > 0 ? await checkPermissions(ctx, { spaceId: caller.spaceId, requests: asked }) : [];
  const managed = new Set(channels.filter((_, index) => rights[index]?.allowed));
  const fields = requests.flatMap(({ principal, place }, index) =>
    principal === caller.principalId || (place && managed.has(place.channel))
      ? []
      : { path: pathOf(index), message: "you, or somebody on a channel that you manage" },
  );
  if (fields.length === 0) return;
  throw new AppError("FORBIDDEN", "You can ask about others where you may manage the channel, and about yourself.", {
    reason: "other_principal",
    fields: fields.slice(0, problemsMax),
  });
}
