// The fetcher for the GraphQL endpoint beside the page: subscriptions as server-sent events, everything else by
// GraphiQL's own.
import { createGraphiQLFetcher, type Fetcher, type FetcherParams, type FetcherOpts } from "@graphiql/toolkit";

import { isStream, read, send } from "../stream";

const ask = createGraphiQLFetcher({ url: new URL("graphql", location.href).href });

export const fetcher: Fetcher = (params, options) => (isSubscription(params, options) ? subscribe(params) : ask(params, options));

/** Reports whether the operation to run is a subscription. */
function isSubscription({ operationName }: FetcherParams, options?: FetcherOpts): boolean {
  return !!options?.documentAST?.definitions.some((found) =>
    found.kind === "OperationDefinition" && found.operation === "subscription" && (!operationName || found.name?.value === operationName));
}

interface Observer { next(answer: unknown): void; error(error: unknown): void; complete(): void }

/** The answers to a subscription, as an observable. */
function subscribe(params: FetcherParams): any {
  return {
    subscribe(observer: Observer) {
      const stop = new AbortController();
      void follow(params, observer, stop.signal).then(() => observer.complete(), (error) => stop.signal.aborted || observer.error(error));
      return { unsubscribe: () => stop.abort() };
    },
  };
}

async function follow(params: FetcherParams, { next }: Observer, signal: AbortSignal): Promise<void> {
  const response = await send(params, signal);
  if (isStream(response)) await read(response, next);
  else next(await response.json());
}
