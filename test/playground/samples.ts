/** Small pieces of Block Kit that Slack takes, to be stretched to their limits. */
export type Json = Record<string, unknown>;

// A character outside the BMP counts once, although JavaScript counts it twice.
export const long = (length: number): string => (length === 0 ? "" : `${"x".repeat(length - 1)}🧮`);
export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

export const plain = (length: number): Json => ({ type: "plain_text", text: long(length) });
export const marked = (length: number): Json => ({ type: "mrkdwn", text: long(length) });
export const section = (length: number, more: Json = {}): Json => ({ type: "section", text: marked(length), ...more });
export const button = (more: Json = {}): Json => ({ type: "button", text: plain(1), ...more });
export const actions = (...elements: readonly Json[]): Json => ({ type: "actions", elements });
export const option = (more: Json = {}): Json => ({ text: plain(1), value: "v", ...more });
export const select = (more: Json = {}): Json => ({ type: "static_select", options: [option()], ...more });
export const image = (more: Json = {}): Json => ({ type: "image", image_url: "https://a", alt_text: "a", ...more });
export const icon = (more: Json = {}): Json => ({ type: "icon_button", icon: "trash", text: plain(1), ...more });
export const thumbs = (button: Json = {}): Json => ({
  type: "feedback_buttons",
  positive_button: { text: plain(1), value: "up", ...button },
  negative_button: { text: plain(1), value: "down" },
});
export const card = (more: Json = {}): Json => ({ type: "card", title: marked(1), ...more });
export const cell = (length = 1): Json => ({ type: "raw_text", text: long(length) });
export const rich = (length = 1): Json => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: [{ type: "text", text: long(length) }] }],
});
export const table = (rows: number, columns: number, more: Json = {}): Json => ({
  type: "table",
  rows: times(rows, () => times(columns, () => cell())),
  ...more,
});
export const dataTable = (rows: number, columns: number, more: Json = {}): Json => ({
  ...table(rows, columns),
  type: "data_table",
  caption: "c",
  ...more,
});
export const input = (element: Json, more: Json = {}): Json => ({ type: "input", label: plain(1), element, ...more });
export const modal = (blocks: readonly unknown[], more: Json = {}): Json => ({
  type: "modal",
  title: plain(1),
  blocks,
  ...more,
});
export const container = (children: readonly Json[], more: Json = {}): Json => ({
  type: "container",
  title: plain(1),
  child_blocks: children,
  ...more,
});

const points = (categories: readonly string[], value = 1): Json[] => categories.map((label) => ({ label, value }));
/** A line chart of so many series over so many categories. */
export const chart = (series: number, categories: number, more: Json = {}, config: Json = {}): Json => {
  const names = times(categories, (i) => `c${i}`);
  return {
    type: "data_visualization",
    title: "t",
    chart: {
      type: "line",
      series: times(series, (i) => ({ name: `s${i}`, data: points(names) })),
      axis_config: { categories: names, ...config },
    },
    ...more,
  };
};
export const pie = (slices: number, value = 1): Json => ({
  type: "data_visualization",
  title: "t",
  chart: {
    type: "pie",
    segments: points(
      times(slices, (i) => `c${i}`),
      value,
    ),
  },
});
