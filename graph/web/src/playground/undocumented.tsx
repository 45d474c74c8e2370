// Why there is no documentation, in words: GraphiQL only says that there was an error.
import { useSchemaStore } from "@graphiql/react";

import { reason } from "./reason";

/** A line that says why the server does not tell its schema; nothing if it does. */
export function Undocumented() {
  const { fetchError } = useSchemaStore();
  if (!fetchError) return null;
  return <p className="undocumented" role="status">{`There is no documentation, and nothing is suggested: ${reason(fetchError)}.`}</p>;
}
