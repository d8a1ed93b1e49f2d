import type { Bus, Logger } from "@/server/kernel";

export interface ReadyBus extends Bus {
  /** The bus itself, once it is joined. */
  joined(): Promise<Bus>;
}

/**
 * A bus that can be handed out before it is joined: joining starts with the first use and again after a failure; events published
 * until then are sent once it is joined, or dropped when it fails, as the bus allows.
 */
export function createReadyBus(open: () => Promise<Bus>, log: Logger): ReadyBus {
  let joining: Promise<Bus> | undefined;

  function joined(): Promise<Bus> {
    joining ??= open().catch((error: unknown) => {
      joining = undefined;
      throw error;
    });
    return joining;
  }

  function follow(attach: (bus: Bus) => () => void): () => void {
    let isOver = false;
    let detach = () => {};
    joined().then(
      (bus) => {
        if (!isOver) detach = attach(bus);
      },
      (error: unknown) => log.warn({ err: error }, "the bus cannot be joined"),
    );
    return () => {
      isOver = true;
      detach();
    };
  }

  return {
    joined,
    publish: (topic, event) => {
      joined().then(
        (bus) => bus.publish(topic, event),
        (error: unknown) => log.warn({ err: error, topic }, "an event was dropped: the bus cannot be joined"),
      );
    },
    subscribe: (topic, handler) => follow((bus) => bus.subscribe(topic, handler)),
    onGap: (handler) => follow((bus) => bus.onGap(handler)),
    close: async () => {
      const bus = await joining?.catch(() => undefined);
      await bus?.close();
    },
  };
}
