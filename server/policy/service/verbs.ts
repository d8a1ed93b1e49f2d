import { z } from "zod";
import type { PolicyVerb } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { explain } from "../access/explain";
import { listPrincipalsWithAccess } from "../access/list-principals-with-access";
import { listResourcesFor } from "../access/list-resources-for";
import { blockHolder } from "../blocks/block-holder";
import { liftBlock } from "../blocks/lift-block";
import { listBlocks } from "../blocks/list-blocks";
import type { PermissionCache } from "../cache";
import { checkPermissions } from "../check-permissions";
import { listChannelAuth } from "../grants/list-channel-auth";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { parseInput, placeInput, principalId, revisionNumber, spaceName } from "../input";
import { previewChange } from "../preview/preview-change";
import { actions, type Decision } from "../types";

/** A verb of the policy as a request runs it: the input may be anything. */
export type ServedVerb = (ctx: ServiceContext, input: unknown) => Promise<unknown>;

const CheckPermissionInput = z.object({
  spaceId: spaceName,
  principal: principalId,
  action: z.enum(actions),
  place: placeInput.optional(),
  atLeastRevision: revisionNumber.optional(),
});

/** Every verb that services can ask for; each parses its input itself. Single checks are answered from the cache. */
export function servedVerbs(permissions: PermissionCache): Record<PolicyVerb, ServedVerb> {
  async function checkPermission(_ctx: ServiceContext, input: unknown): Promise<Decision> {
    return permissions.check({ ...parseInput(CheckPermissionInput, input), via: "nats" });
  }
  return {
    checkPermission,
    checkPermissions: parsing(checkPermissions),
    explain: parsing(explain),
    listPrincipalsWithAccess: parsing(listPrincipalsWithAccess),
    listResourcesFor: parsing(listResourcesFor),
    listChannelAuth: parsing(listChannelAuth),
    updateChannelAuth: parsing(updateChannelAuth),
    blockHolder: parsing(blockHolder),
    liftBlock: parsing(liftBlock),
    listBlocks: parsing(listBlocks),
    previewChange: parsing(previewChange),
  };
}

/** A verb's input type is for its callers in TypeScript; at run time it parses whatever comes. */
function parsing<Input>(verb: (ctx: ServiceContext, input: Input) => Promise<unknown>): ServedVerb {
  return (ctx, input) => verb(ctx, input as Input);
}
