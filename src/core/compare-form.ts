/** What stands side by side, and by which rows, by a form. */
import { mostSideBySide } from "./compare.ts";
import type { Field, Form } from "./form.ts";

type Labelled = readonly (readonly [label: string, value: string])[];
const choice = (kind: "one" | "several", name: string, label: string, all: Labelled, most: number): Field => ({
  kind,
  name,
  label,
  choices: all.map(([text, value]) => ({ label: text, value })),
  initial: [],
  most,
  optional: true,
});

export const compareForm: Form = {
  title: "Side by side",
  submit: "Compare",
  note: "Models are compared by licence, size, context, price, memory and hardware, whatever the factors.",
  nothing: "Write what to compare after the command, for example: compare open and closed on privacy.",
  fields: ({ ways, rows, tables, closed, open }) => {
    if (ways.length === 0 || rows.length === 0) return [];
    const models = [...closed, ...open].map((name) => [name, name] as const);
    return [
      choice("several", "ways", "Sides and ways of building", ways, mostSideBySide),
      choice("several", "models", "Or models", models, mostSideBySide),
      choice("several", "rows", "By which factors? All when left empty", rows, rows.length),
      ...(tables.length > 0 ? [choice("one", "table", "Or a table as the documents have it", tables, 1)] : []),
    ];
  },
  told: (filled) => {
    const [ways, models, rows, [table]] = [filled("ways"), filled("models"), filled("rows"), filled("table")];
    const wrong = (name: string, problem: string) => ({ ok: false, problems: { [name]: problem } }) as const;
    if (table && ways.length + models.length > 0)
      return wrong(
        "table",
        "Choose either a table of the documents or what stands side by side: it has rows of its own.",
      );
    if (ways.length > 0 && models.length > 0)
      return wrong("models", "Choose either ways of building or models: they have other rows.");
    if (models.length === 1) return wrong("models", "Choose at least two models.");
    if (table) return { ok: true, text: `compare ${table}` };
    if (ways.length + models.length === 0) return wrong("ways", "Choose what stands side by side.");
    const columns = models.length > 0 ? models : ways;
    // Models have rows of their own.
    const by = models.length > 0 || rows.length === 0 ? "" : ` on ${rows.join(" and ")}`;
    return { ok: true, text: `compare ${columns.join(" and ")}${by}` };
  },
};
