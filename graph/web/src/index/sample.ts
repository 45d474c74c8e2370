// Small networks for tests.
import type { Network, NetworkEdge, Start } from "./answers";

/** A network of ties written as "a>b" (a supports b) or "a-b" (a opposes b), with changes to all of them. */
export function network(ties: string[], change: Partial<NetworkEdge> = {}): Network {
  const edges = ties.map((text, i): NetworkEdge => {
    const [source = "", target = ""] = text.split(/[>-]/);
    const friendly = text.includes(">");
    return {
      id: `${text}#${i}`, source, target, type: friendly ? "SUPPORTS" : "OPPOSES", sign: friendly ? "POSITIVE" : "NEGATIVE", status: "ASSERTED",
      certainty: "KNOWN", kinds: [], directed: friendly, ...change,
      relation: {
        summary: `${source} ${friendly ? "supports" : "opposes"} ${target}.`, role: null, from: null, to: null, lastReported: null, independentSources: 1,
        conflict: null, against: null, coalition: null, ...change.relation,
      },
    };
  });
  const ids = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  const nodes = ids.map((id) => ({ id, label: id.toUpperCase(), type: "STATE" as const }));
  return { truncated: false, nodes, edges };
}

/** A generator of pseudorandom numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What the server tells about facts that a page begins with, with changes to the data set. */
export function start(change: Partial<Start["dataset"]> = {}): Start {
  return {
    dataset: { version: "v1", loadedAt: "", actors: 0, relations: 0, events: 0, sources: 0, evidence: 0, coverage: [], collections: [], ...change },
    conflicts: { nodes: [] }, sources: { nodes: [] }, subscription: null,
  };
}
