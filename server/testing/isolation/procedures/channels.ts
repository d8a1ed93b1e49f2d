import { addChannelResource, addThreadResource } from "./resources";
import { forAdmins, inSpace, readers, type Table } from "./rows";

const form = {
  displayName: "",
  topic: "Changed",
  visibility: "private",
  authorizedGroups: [],
  enablePersistence: true,
  retentionPolicy: "7d",
};

export const channelProcedures: Table = {
  "channels.list": inSpace("rest OK"),
  "channels.all": forAdmins(),
  "channels.resource": inSpace(`${readers} OK, rest NOT_FOUND`, ({ stage }) => ({ name: stage.closed })),
  "channels.create": inSpace("observer watchingOwner FORBIDDEN, rest OK", ({ stage }) => ({
    ...form,
    name: stage.world.unique("made"),
  })),
  "channels.update": inSpace("admin owner OK, rest FORBIDDEN", async (console) => ({
    ...form,
    ...(await addChannelResource(console)),
  })),
  "channels.pause": inSpace("admin owner moderator OK, rest FORBIDDEN", async (console) => {
    const { name } = await addChannelResource(console);
    return { name, isPaused: true };
  }),
  "channels.archive": inSpace("admin owner OK, rest FORBIDDEN", async (console) => {
    const { name } = await addChannelResource(console);
    return { name };
  }),
};

export const threadProcedures: Table = {
  "threads.start": inSpace("admin owner moderator member OK, rest FORBIDDEN", ({ stage }) => ({
    channel: stage.closed,
    topic: `About ${stage.secret}`,
  })),
  "threads.started": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({
    channel: stage.closed,
    from: 0,
    through: 1_000_000,
  })),
  "threads.find": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed, name: "talk" })),
  "threads.browse": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({ channel: stage.closed })),
  "threads.resource": inSpace(`${readers} OK, rest NOT_FOUND`, (console) => addThreadResource(console)),
  "threads.create": inSpace("admin owner moderator member OK, rest FORBIDDEN", ({ stage }) => ({
    channel: stage.closed,
    name: stage.world.unique("made"),
    topic: "",
    participantsGroups: [],
  })),
  "threads.archive": inSpace("admin owner OK, rest FORBIDDEN", (console) => addThreadResource(console)),
};
