/** "Cost in detail" under a result: the cost summary of what the assessment says, for whoever pressed. */
import { say, show } from "./at.ts";
import type { Deed } from "./interview.ts";
import { channelKey } from "../events.ts";
import { showAnswered } from "../private.ts";
import { render } from "../render.ts";
import { respondTo } from "../response-url.ts";

const cost: Deed = async (acting) => {
  const { desk, run, doc, row, team, body } = acting;
  if (!desk.costing) return say(acting, "My files of prices are broken, so I can reckon nothing.");
  const reply = desk.costing.ofCase(doc.draft.facts);
  const at = body.channel?.id;
  // In a form there is no message that buttons could change.
  if (body.response_url === undefined || at === undefined) return show(acting, render(reply));
  const answered = { reply, trace: { advisor: "workload cost", entries: [], confidence: 1, ms: 0 } };
  const text = `What does ${row.name === "" ? "my case" : `“${row.name}”`} cost?`;
  await showAnswered(desk, run, respondTo(body.response_url), answered, {
    text,
    channel: channelKey(team, at),
    quoted: true,
  });
};

export const costing = { cost } satisfies Readonly<Record<string, Deed>>;
