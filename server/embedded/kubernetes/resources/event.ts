import { asRecord, type KubeObject } from "../object";
import { formatAge } from "../output/age";
import type { Schema } from "../schema/schema";
import { builtinType, textAt, textColumn } from "./builtin";
import type { Column } from "./resource-type";

const text = (description: string): Schema => ({ type: "string", description });
const time = (description: string): Schema => ({ type: "string", format: "date-time", nullable: true, description });

const reference = (description: string): Schema => ({
  type: "object",
  description,
  "x-kubernetes-map-type": "atomic",
  properties: {
    apiVersion: text("API version of the object."),
    fieldPath: text("The part of the object it is about."),
    kind: text("Kind of the object."),
    name: text("Name of the object."),
    namespace: text("Namespace of the object."),
    resourceVersion: text("The version of the object it is about."),
    uid: text("UID of the object."),
  },
});

const lastSeen: Column = {
  name: "Last Seen",
  type: "string",
  description: "Time since it last happened.",
  priority: 0,
  cell: (event, now) => formatAge(lastSeenAt(event), now),
};

const subject: Column = {
  name: "Object",
  type: "string",
  description: "The object the event is about.",
  priority: 0,
  cell: (event) =>
    `${textAt(event, "involvedObject", "kind").toLowerCase()}/${textAt(event, "involvedObject", "name")}`,
};

function lastSeenAt(event: KubeObject): string | null | undefined {
  const series = asRecord(event["series"])["lastObservedTime"];
  const found = [series, event["lastTimestamp"], event["eventTime"], event["firstTimestamp"]].find(
    (value) => typeof value === "string",
  );
  return typeof found === "string" ? found : event.metadata.creationTimestamp;
}

const involvedFields = ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"];

/** Events: what happened to an object, as `kubectl describe` lists it. */
export const eventType = builtinType({
  group: "",
  version: "v1",
  kind: "Event",
  plural: "events",
  shortNames: ["ev"],
  canReplaceBlindly: true,
  columns: [
    lastSeen,
    textColumn("Type", ".type", "Normal or Warning."),
    textColumn("Reason", ".reason", "The cause in one word."),
    subject,
    textColumn("Source", ".source.component", "Who reported it.", 1),
    textColumn("Message", ".message", "What happened."),
  ],
  selectableFields: {
    ...Object.fromEntries(
      involvedFields.map((name) => [
        `involvedObject.${name}`,
        (event: KubeObject) => textAt(event, "involvedObject", name),
      ]),
    ),
    reason: (event) => String(event["reason"] ?? ""),
    type: (event) => String(event["type"] ?? ""),
    source: (event) => textAt(event, "source", "component") || String(event["reportingComponent"] ?? ""),
    reportingComponent: (event) => String(event["reportingComponent"] ?? ""),
  },
  schema: {
    type: "object",
    description: "Something that happened to an object. Events are kept for an hour.",
    required: ["involvedObject"],
    properties: {
      action: text("What was done."),
      count: { type: "integer", format: "int32", description: "How often it happened." },
      eventTime: time("When it first happened."),
      firstTimestamp: time("When it first happened."),
      involvedObject: reference("The object it happened to."),
      lastTimestamp: time("When it last happened."),
      message: text("What happened, in a sentence."),
      reason: text("The cause in one CamelCase word."),
      related: reference("Another object that has to do with it."),
      reportingComponent: text("The controller that reported it."),
      reportingInstance: text("Which instance of that controller."),
      series: {
        type: "object",
        description: "Present while it keeps happening.",
        properties: {
          count: { type: "integer", format: "int32", description: "How often so far." },
          lastObservedTime: time("When it last happened."),
        },
      },
      source: {
        type: "object",
        description: "Who reported it.",
        properties: { component: text("The component."), host: text("Its machine.") },
      },
      type: text("`Normal` or `Warning`."),
    },
  },
});
