import { z } from "zod";
import type { IssuedCredential } from "@/sdk/protocol";
import type { ReadableChannels } from "@/server/policy";
import { revision, time } from "./names";

const state = z.enum(["Active", "Paused", "Archived"]);

export const Credential = z
  .object({
    jwt: z.string().describe("A NATS user JWT for the public key."),
    principal: z.string(),
    space: z.string(),
    expiresAt: time,
    channels: z.array(
      z.object({
        name: z.string(),
        canRead: z.boolean().optional().describe("False when only the private threads are open."),
        canPost: z.boolean(),
        privateThreads: z.array(z.string()),
      }),
    ),
    servers: z.object({ nats: z.array(z.string()), websocket: z.array(z.string()) }),
    revision,
    returnWithinMs: z
      .number()
      .int()
      .optional()
      .describe(
        "When the server ends the connection, wait a random time up to this before asking for the next credential.",
      ),
  })
  .meta({
    id: "Credential",
    examples: [
      {
        jwt: "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ…",
        principal: "detector",
        space: "edge",
        expiresAt: "2030-01-31T12:10:00.000Z",
        channels: [{ name: "sensors.anomaly", canRead: true, canPost: true, privateThreads: [] }],
        servers: { nats: ["nats://nats.example.org:4222"], websocket: ["wss://nats.example.org"] },
        revision: "4711",
        returnWithinMs: 120,
      },
    ],
  }) satisfies z.ZodType<IssuedCredential>;

const Thread = z.object({
  name: z.string(),
  topic: z.string(),
  isPrivate: z.boolean(),
  state,
  isResource: z.boolean().describe("Made by a Thread resource; otherwise started from chat."),
  createdBy: z.string().nullable(),
  createdAt: time,
  canPost: z.boolean(),
});

export const Denial = z.object({ code: z.string(), rule: z.string(), reason: z.string() });

const Channel = z
  .object({
    name: z.string(),
    displayName: z.string(),
    topic: z.string(),
    visibility: z.enum(["public", "private"]),
    state,
    enablePersistence: z.boolean(),
    retentionMs: z.number().nullable().describe("How long messages live; null: for ever."),
    canRead: z.boolean(),
    canPost: z.boolean(),
    block: Denial.nullable().describe("A moderator's block that keeps the agent from posting."),
    canManage: z.boolean(),
    canModerate: z.boolean(),
    canCreateThread: z.boolean(),
    threads: z.array(Thread),
    threadCount: z
      .number()
      .describe(
        "How many are open, also those that `threads` lacks; at most 1,000 that follow the channel are counted.",
      ),
    privateThreads: z.array(z.string()),
  })
  .meta({ id: "Channel" });

export const ChannelList = z
  .object({
    channels: z.array(Channel),
    canAdminister: z.boolean(),
    canCreateChannels: z.boolean(),
    revision,
  })
  .meta({
    id: "ChannelList",
    examples: [
      {
        channels: [
          {
            name: "sensors.anomaly",
            displayName: "",
            topic: "What is odd about the pumps",
            visibility: "private",
            state: "Active",
            enablePersistence: true,
            retentionMs: 604_800_000,
            canRead: true,
            canPost: true,
            block: null,
            canManage: false,
            canModerate: false,
            canCreateThread: true,
            threads: [],
            threadCount: 0,
            privateThreads: [],
          },
        ],
        canAdminister: false,
        canCreateChannels: false,
        revision: "4711",
      },
    ],
  });
/** Checked at compile time: nothing of what the policy answers is missing in the document. */
export type DescribedChannels = ReadableChannels extends Omit<z.infer<typeof ChannelList>, "channels"> ? true : never;

const conversation = {
  channel: "sensors.anomaly",
  name: "why-37-2",
  topic: "Why 37.2?",
  isPrivate: false,
  state: "Active",
  createdBy: "detector",
  createdAt: "2030-01-31T12:00:00.000Z",
  origin: 812,
};

export const Conversation = z
  .object({
    channel: z.string(),
    name: z.string(),
    topic: z.string(),
    isPrivate: z.literal(false),
    state,
    createdBy: z.string().nullable().describe("Null when a Thread resource made it."),
    createdAt: time,
    origin: z.number().nullable().describe("The sequence of the message that it was started from."),
  })
  .meta({ id: "Thread", examples: [conversation] });

export const ThreadPage = z
  .object({
    threads: z.array(Conversation),
    next: z.number().optional().describe("The `cursor` of the next page; absent on the last one."),
  })
  .meta({ id: "ThreadPage", examples: [{ threads: [conversation], next: 41 }] });
