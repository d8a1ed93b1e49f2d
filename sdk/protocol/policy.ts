/** What services of a space ask of the policy by request and reply. The input is a verb's own, as JSON, without the space: that is the account's. */
export const policyVerbs = [
  "checkPermission",
  "checkPermissions",
  "explain",
  "listPrincipalsWithAccess",
  "listResourcesFor",
  "listChannelAuth",
  "updateChannelAuth",
  "blockHolder",
  "liftBlock",
  "listBlocks",
  "previewChange",
] as const;
export type PolicyVerb = (typeof policyVerbs)[number];

/** The reply. `code` is one of the failures that the HTTP API has; `fields` says what is wrong with which part of the input. */
export type PolicyAnswer<Result = unknown> =
  | { result: Result; error?: undefined }
  | {
      error: { code: string; reason: string; message: string; fields: { path: string; message: string }[] };
      result?: undefined;
    };

export const policyWildcard = "policy.*";

/** Where a request for the verb goes. Only the `service` scope may publish there. */
export function policySubject(verb: PolicyVerb): string {
  return `policy.${verb}`;
}

/** The verb of a request's subject; `undefined` when there is none of that name. */
export function parsePolicySubject(subject: string): PolicyVerb | undefined {
  return policyVerbs.find((verb) => policySubject(verb) === subject);
}
