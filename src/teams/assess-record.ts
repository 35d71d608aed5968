/** A decision record as Markdown on the card, to be copied where a team keeps its decisions. */
import { againAsks, inSixMonths, isStatus, recordOf, statusAsks, statuses } from "../core/assess/record.ts";
import { refOf } from "../core/assess/refs.ts";
import { isoDay } from "../core/assess/words.ts";
import { changed, type Deed } from "./assess-at.ts";
import { choices, typed } from "./assess-fields.ts";
import { weighed } from "./assess-result.ts";
import { act, own } from "./assess-steps.ts";
import { button, buttons, heading, says, small, verbatim } from "./cards.ts";

const fields = { status: "status", again: "again" } as const;
const roomForText = 30_000; // characters
const intro =
  "I write down the facts, the verdict, the alternatives, the reasons and the dissent, as Markdown to copy. It names nobody.";
const below =
  "Copy it to where you keep your decisions: Teams takes files from a bot only by way of somebody's OneDrive.";

const record: Deed = ({ row, who }) =>
  own(row, who.id, [
    heading("Decision record"),
    says(intro),
    choices(
      fields.status,
      statusAsks,
      statuses.map(({ label, value }) => ({ title: label, value })),
      { style: "expanded", value: row.status },
    ),
    { type: "Input.Date", id: fields.again, label: againAsks, value: isoDay(row.revisitBy ?? inSixMonths(Date.now())) },
    ...buttons(button("Write it", "assess.recorded", { r: refOf(row) }, "positive", "all"), act("Back", "view", row)),
  ]);

const recorded: Deed = (acting) => {
  const { values, row, assessor, who } = acting;
  const [status, day] = [typed(values, fields.status), typed(values, fields.again)];
  const again = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  if (Number.isNaN(again)) return "Choose the day to look at it again, then press “Write it”.";
  return changed(
    acting,
    row.id,
    (doc) => doc,
    (now) => {
      const [text, leftOut] = verbatim(recordOf(weighed(assessor, now), Date.now()), roomForText);
      const more = leftOut === 0 ? [] : [small(`${leftOut} lines have no room here.`)];
      const pieces = [heading("Decision record"), small(below), text, ...more];
      return own(now.row, who.id, [...pieces, ...buttons(act("Back", "view", now.row))]);
    },
    () => ({ revisitBy: again, ...(isStatus(status) ? { status } : {}) }),
  );
};

export const recording: Readonly<Record<string, Deed>> = { record, recorded };
