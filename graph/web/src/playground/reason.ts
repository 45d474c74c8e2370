// What is wrong, from what GraphiQL keeps of a failed request for the schema.

interface Failed { errors?: { message: string }[]; message?: string }

/** The first message in a text, which is an answer in JSON with errors, or an error, or anything else. */
export function reason(text: string): string {
  let found: Failed;
  try {
    found = JSON.parse(text) as Failed;
  } catch {
    return text;
  }
  return found.errors?.[0]?.message ?? found.message ?? "the server has answered without it";
}
