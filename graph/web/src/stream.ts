// GraphQL over server-sent events, in the distinct connections mode of graphql-sse: one request, one stream of answers.

export interface Request { query: string; operationName?: string | null | undefined; variables?: unknown }

/** Sends a request; the response is a stream if its type is that of server-sent events. */
export function send({ query, operationName, variables }: Request, signal: AbortSignal): Promise<Response> {
  return fetch("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ query, operationName, variables }),
    signal,
  });
}

/** Reports whether a response is a stream. */
export function isStream(response: Response): boolean {
  return response.ok && !!response.headers.get("Content-Type")?.startsWith("text/event-stream");
}

/** Calls next with each answer of a stream until it ends. */
export async function read(response: Response, next: (answer: unknown) => void): Promise<void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split(/\r?\n\r?\n/);
    rest = events.pop() ?? "";
    for (const event of events) {
      if (field(event, "event") === "next") next(JSON.parse(field(event, "data")));
    }
  }
}

/** A field of an event; several lines are joined. */
function field(event: string, name: string): string {
  return event
    .split(/\r?\n/)
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trim())
    .join("\n");
}
