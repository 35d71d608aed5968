/** Pieces of Adaptive Cards 1.5, as plain JSON. What people wrote goes into rich text only, where Teams reads no marks. */
import type {
  IActionSet,
  IAdaptiveCard,
  IColumnSet,
  IContainer,
  IExecuteAction,
  IRichTextBlock,
  ITable,
  ITextBlock,
  ITextRun,
  IToggleVisibilityAction,
} from "@microsoft/teams.cards";
import { line, limits } from "./limits.ts";
import { literal, marked, safe } from "./safe.ts";

export type Card = IAdaptiveCard;
export type Piece = Card["body"][number];
export type Press = IExecuteAction | IToggleVisibilityAction;

export const cardType = "application/vnd.microsoft.card.adaptive";

export const card = (body: readonly Piece[], more: Partial<Omit<Card, "type" | "body">> = {}): Card => ({
  type: "AdaptiveCard",
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  version: "1.5",
  body: [...body],
  ...more,
});

type Look = Partial<
  Pick<ITextBlock, "weight" | "size" | "isSubtle" | "spacing" | "separator" | "style" | "color" | "id">
>;

/** Text that is Markdown and safe already. */
export const markdown = (text: string, look: Look = {}): ITextBlock => ({
  type: "TextBlock",
  text,
  wrap: true,
  ...look,
});
/** Our own words, with `**bold**` as their only mark. */
export const says = (text: string, look: Look = {}): ITextBlock => markdown(marked(text), look);
export const heading = (text: string): ITextBlock =>
  markdown(safe(line(text, limits.title)), { weight: "Bolder", size: "Medium", style: "heading" });
export const small = (text: string): ITextBlock => says(text, { isSubtle: true, size: "Small", spacing: "Small" });

/** Words that people wrote, or that hold some. */
export const quotes = (words: string, look: { readonly isBold?: boolean; readonly isSubtle?: boolean } = {}) =>
  ({
    type: "RichTextBlock",
    inlines: [
      {
        type: "TextRun",
        text: literal(words) || " ",
        ...(look.isBold === true ? { weight: "Bolder" } : {}),
        ...(look.isSubtle === true ? { isSubtle: true } : {}),
      },
    ],
  }) satisfies IRichTextBlock;

/** Text to copy as it stands, in letters of one width; whole lines, as many as there is room for. */
export function verbatim(text: string, most: number): readonly [piece: IRichTextBlock, leftOut: number] {
  const lines = literal(text.replaceAll("\r\n", "\n")).trimEnd().split("\n");
  let room = most;
  const kept = lines.filter((each) => (room -= JSON.stringify(each).length) >= 0);
  const run: ITextRun = { type: "TextRun", text: kept.join("\n") || " ", fontType: "Monospace", size: "Small" };
  return [{ type: "RichTextBlock", inlines: [run] }, lines.length - kept.length];
}

export const box = (items: readonly Piece[], more: Partial<Omit<IContainer, "type" | "items">> = {}): IContainer => ({
  type: "Container",
  items: [...items],
  ...more,
});

/** A button. It carries ids, revisions and choices: never who may press it, or what somebody wrote. */
export function button(
  title: string,
  verb: string,
  data: Readonly<Record<string, string | number>>,
  style?: "positive" | "destructive",
  reads: "all" | "none" = "none",
): IExecuteAction {
  const words = literal(title).replaceAll(/\s+/g, " ").trim();
  const short = line(words, limits.buttonText);
  return {
    type: "Action.Execute",
    title: short,
    verb,
    data: { ...data },
    ...(short === words ? {} : { tooltip: words }),
    ...(style ? { style } : {}),
    ...(reads === "none" ? { associatedInputs: "none" } : {}),
  };
}

/** Words, and on their right what can be done about them. */
export const beside = (words: Piece, ...presses: readonly Press[]): IColumnSet => ({
  type: "ColumnSet",
  spacing: "Small",
  columns: [
    { type: "Column", width: "stretch", verticalContentAlignment: "Center", items: [words] },
    { type: "Column", width: "auto", verticalContentAlignment: "Center", items: buttons(...presses) },
  ],
});

/** Rows of buttons, none of them longer than Teams shows at once. */
export function buttons(...all: readonly Press[]): IActionSet[] {
  if (all.length === 0) return [];
  const row: IActionSet = { type: "ActionSet", actions: all.slice(0, limits.buttonsARow) };
  return [row, ...buttons(...all.slice(limits.buttonsARow))];
}

/** A line to press, for words that are too long for a button. */
export const pressable = (press: IExecuteAction, words: string): IContainer =>
  box([markdown(safe(words))], { style: "emphasis", spacing: "Small", selectAction: press });

/** Opens and closes a part of the card without asking us. */
export const fold = (title: string, id: string): IToggleVisibilityAction => ({
  type: "Action.ToggleVisibility",
  title,
  targetElements: [id],
});

export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): ITable => ({
  type: "Table",
  firstRowAsHeaders: true,
  showGridLines: true,
  columns: columns.map((title, i) => ({ width: shareOf([title, ...rows.map((cells) => cells[i] ?? "")]) })),
  rows: [columns, ...rows].map((cells, i) => ({
    type: "TableRow",
    cells: columns.map((_, c) => ({
      type: "TableCell",
      items: [markdown(cellText(cells[c]), i === 0 ? { weight: "Bolder" } : {})],
    })),
  })),
});
/**
 * A column's share of the width: enough for its longest word, and for its longest text on three lines. Equal shares would
 * break the names of things apart beside columns of short numbers.
 */
const widest = 8;
function shareOf(cells: readonly string[]): number {
  const letters = cells.map((cell) => Math.max(cell.length / 3, ...cell.split(/\s/).map((word) => word.length)));
  return Math.min(widest, 1 + Math.ceil(Math.max(...letters) / 2.5)); // and one for the space around it
}
/** A cell without text is drawn as none, and moves the others. */
const cellText = (text: string | undefined): string => marked(text ?? "").trim() || "–";
