// The playground: GraphiQL with the explorer plug-in, asking the GraphQL endpoint beside it.
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./playground.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { fetcher } from "./fetcher";
import { asked, questions, type Tab } from "./questions";

const explorer = explorerPlugin({ showAttribution: false });

function Playground({ first }: { first: Tab | undefined }) {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={[explorer]}
      defaultTabs={first ? [first, ...questions] : questions}
      {...first}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>Entente</GraphiQL.Logo>
    </GraphiQL>
  );
}

const first = asked(location.search);
// The tabs keep what was asked for: loading the page again shall show what the reader has made of it since.
if (first) history.replaceState(null, "", location.pathname);
createRoot(document.getElementById("playground")!).render(<Playground first={first} />);
