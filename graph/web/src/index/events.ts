// Subscribes to changes of the facts (datasetLoaded). If the server goes away, it reconnects. A hidden page does not
// listen: browsers open few connections to one server, and tabs share them.
import { isStream, read, send } from "../stream";
import query from "./queries/loaded.graphql";

/** The shortest and the longest wait before reconnecting, in milliseconds; it doubles each time. */
const [soonest, latest] = [1_000, 60_000];

export interface Listener {
  /** The server has loaded facts of this version. */
  loaded(version: string): void;
  /** The subscription has started; changes before it were missed. */
  connected(): void;
}

/** Listens until the page is closed or the server refuses. */
export async function listen(listener: Listener): Promise<void> {
  for (let wait = soonest; ; wait = Math.min(wait * 2, latest)) {
    await visible();
    const began = performance.now();
    try {
      if (!(await stream(listener))) return;
    } catch {
      // the server is away or the page is hidden: try again
    }
    if (performance.now() - began > latest) wait = soonest;
    if (!document.hidden) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Waits until the page is visible. */
async function visible(): Promise<void> {
  while (document.hidden) await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

/** Reads one stream until it ends or the page is hidden; reports whether it makes sense to open another. */
async function stream(listener: Listener): Promise<boolean> {
  const stop = new AbortController();
  const hide = () => document.hidden && stop.abort();
  document.addEventListener("visibilitychange", hide);
  try {
    const response = await send({ query, operationName: "Loaded" }, stop.signal);
    if (!isStream(response)) return response.status >= 500 || response.status === 429;
    listener.connected();
    await read(response, (answer) => {
      const { data } = answer as { data?: { datasetLoaded?: { version: string } } };
      if (data?.datasetLoaded) listener.loaded(data.datasetLoaded.version);
    });
    return true;
  } finally {
    document.removeEventListener("visibilitychange", hide);
  }
}
