// Writes the texts around the picture: what it contains, why it is empty, what went wrong and what is new.
import { button, byId, el, set } from "./dom";
import { writeLegend } from "./legend";
import type { Act, Drawn, Notice } from "./state";
import type { View } from "./view";

/** What the buttons of notices do. */
export interface Actions { change(change: Partial<View>): void; act(act: Act): void }

/** Writes what has changed since the last call. */
export function writeFrame(drawn: Drawn, before: Drawn | undefined, actions: Actions): void {
  set(byId("frame"), "aria-busy", drawn.busy ? "true" : undefined);
  if (drawn.count !== before?.count) byId("count").textContent = drawn.count;
  if (drawn.label !== before?.label && drawn.label) set(byId("network"), "aria-label", `Alliance network: ${drawn.label}`);
  document.title = drawn.title;
  set(byId("playground"), "href", drawn.query);
  writeLegend(byId("legend"), drawn.legend);
  if (drawn.version && drawn.version !== before?.version) writeCitation(drawn.version, () => actions.act("copy"));
  byId("stale").hidden = !drawn.stale;
  byId("empty").hidden = !drawn.empty;
  for (const [id, of] of [["empty", "empty"], ["trouble", "trouble"], ["news", "notice"]] as const) {
    const notice = drawn[of];
    if (JSON.stringify(notice) !== JSON.stringify(before?.[of])) byId(id).replaceChildren(...written(notice, actions));
  }
}

/** Writes the version of the dataset, and a button that copies the citation. */
function writeCitation(version: string, copy: () => void): void {
  byId("cite").replaceChildren(
    "Dataset ", el("code", { title: version }, version.slice(0, 20)), " ", button("Copy citation", copy, { class: "plain" }));
}

function written(notice: Notice | undefined, { change, act }: Actions): HTMLElement[] {
  if (!notice) return [];
  const buttons = notice.buttons.map(({ label, does }) =>
    button(label, () => (typeof does === "string" ? act(does) : change(does))));
  return [el("p", {}, notice.text), ...buttons];
}
