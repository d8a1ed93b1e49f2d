import type { NamespaceResource } from "@/server/kubernetes";
import type { World } from "../world";
import { findSpace, type SpaceRow } from "./repository";

export interface SpaceInput {
  spaceId: string;
  namespace?: NamespaceResource;
  row?: SpaceRow;
}

export async function gatherSpace(world: World, spaceId: string): Promise<SpaceInput> {
  return {
    spaceId,
    namespace: world.namespaces.get({ name: spaceId }),
    row: await findSpace(world.db, spaceId),
  };
}
