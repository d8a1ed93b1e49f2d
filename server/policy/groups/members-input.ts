import { z } from "zod";
import { groupName, principalId } from "../input";

/** Up to 10,000 principals of one group. */
export const MembersInput = z.object({
  spaceId: z.string(),
  group: groupName,
  principals: z.array(principalId).min(1).max(10_000),
});
export type MembersInput = z.infer<typeof MembersInput>;
