import type { MemberItem } from "@/server/api";

/** Who somebody is, as far as this page knows. */
export interface Profile {
  id: string;
  name: string;
  /** Unknown until they were looked up, and of those who are no longer there. */
  kind?: "agent" | "person";
  /** On the channel; unknown of those who are not among the members read so far. */
  role?: MemberItem["role"];
}
