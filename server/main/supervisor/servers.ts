interface StartedServer {
  pid: number;
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface SupervisedServer {
  name: string;
  readonly pid: number;
  stop(): Promise<void>;
}

interface ServerOptions<Started extends StartedServer> {
  name: string;
  start: () => Promise<Started>;
  /** Told when the server ended by itself, before it is started again. */
  onCrash: (name: string) => void;
  /** Told after each start, the first one included, with the server's new process. */
  onStart: () => void;
  /** Told when it cannot be started again. */
  onGiveUp: (error: unknown) => void;
}

const attemptsMax = 5;
const retryWaitMs = 500;

/** A server of somebody else's (Postgres, nats-server) that is started again on its own data when it ends by itself. */
export async function superviseServer<Started extends StartedServer>(
  options: ServerOptions<Started>,
): Promise<SupervisedServer & { first: Started }> {
  let isStopping = false;
  const first = await options.start();
  let current: StartedServer = first;

  function watch(server: StartedServer): void {
    options.onStart();
    void server.exited.then(() => {
      if (isStopping) return;
      options.onCrash(options.name);
      restart().catch(options.onGiveUp);
    });
  }

  async function restart(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const server = await options.start();
        if (isStopping) return await server.stop();
        current = server;
        return watch(server);
      } catch (error) {
        if (isStopping) return;
        if (attempt === attemptsMax) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryWaitMs * attempt));
      }
    }
  }

  const supervised = {
    name: options.name,
    first,
    get pid() {
      return current.pid;
    },
    async stop() {
      isStopping = true;
      await current.stop();
    },
  };
  watch(first);
  return supervised;
}
