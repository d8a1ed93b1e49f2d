import type { IncomingMessage, ServerResponse } from "node:http";
import { methodNotAllowed } from "../api-error";
import { reviews } from "../discovery/groups";
import { asRecord } from "../object";
import type { ResourceAddress } from "./address";
import { sendJson } from "./answer";
import { mediaTypeOf, parseObjectBody, readBytes } from "./read-body";

const everything = ["*"];

const statuses: Record<string, object> = {
  SelfSubjectReview: {
    userInfo: { username: "parley:admin", groups: ["system:masters", "system:authenticated"] },
  },
  SelfSubjectAccessReview: { allowed: true, reason: "the token of the embedded server may do everything" },
  SelfSubjectRulesReview: {
    resourceRules: [{ verbs: everything, apiGroups: everything, resources: everything }],
    nonResourceRules: [{ verbs: everything, nonResourceURLs: everything }],
    incomplete: false,
  },
};

/** Answers who the caller is and what they may do: there is one token, and it may do everything. Returns false for every other path. */
export async function serveReview(
  request: IncomingMessage,
  response: ServerResponse,
  address: ResourceAddress,
): Promise<boolean> {
  const review = reviews.find(({ group, plural }) => group === address.group && plural === address.plural);
  if (!review || address.version !== "v1" || address.name !== undefined) return false;
  if (request.method !== "POST") throw methodNotAllowed();
  const { kind, group } = review;
  const { value } = parseObjectBody(await readBytes(request), mediaTypeOf(request), kind);
  const { spec } = asRecord(value);
  const metadata = { creationTimestamp: null };
  sendJson(response, 201, {
    kind,
    apiVersion: `${group}/v1`,
    metadata,
    ...(spec ? { spec } : {}),
    status: statuses[kind],
  });
  return true;
}
