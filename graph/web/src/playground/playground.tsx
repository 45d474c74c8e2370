// The playground: GraphiQL with the explorer plug-in, asking the GraphQL endpoint beside it.
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./playground.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { fetcher } from "./fetcher";
import { asked, questions, type Tab } from "./questions";
import { Undocumented } from "./undocumented";

const explorer = explorerPlugin({ showAttribution: false });

function Playground({ first, ready }: { first: Tab | undefined; ready: Tab[] }) {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={[explorer]}
      defaultTabs={first ? [first, ...ready] : ready}
      {...first}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>Entente</GraphiQL.Logo>
      <GraphiQL.Footer><Undocumented /></GraphiQL.Footer>
    </GraphiQL>
  );
}

const first = asked(location.search);
// The tabs keep the query, so a reload must show what the reader has made of it since, not the address again.
if (first) history.replaceState(null, "", location.pathname);
const ready = await questions();
createRoot(document.getElementById("playground")!).render(<Playground first={first} ready={ready} />);
