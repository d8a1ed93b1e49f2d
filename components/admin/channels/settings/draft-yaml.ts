import { parse, stringify } from "yaml";
import type { ChannelSpecView } from "@/server/api";

/** The stored resource as it will be once the form is saved, printed as `kubectl get -o yaml` prints it. What the form does not show stays. */
export function draftYaml(stored: string, form: ChannelSpecView): string {
  const resource = parse(stored, { version: "1.1" }) as { spec?: Record<string, unknown> };
  const { displayName, topic, authorizedGroups, visibility, enablePersistence, retentionPolicy } = form;
  const spec = {
    ...resource.spec,
    ...{ visibility, enablePersistence, retentionPolicy },
    displayName: displayName.trim() || undefined,
    topic: topic.trim() || undefined,
    authorizedGroups: authorizedGroups.length > 0 ? authorizedGroups : undefined,
  };
  return stringify({ ...resource, spec }, { version: "1.1", indentSeq: false, lineWidth: 0, sortMapEntries: true });
}
