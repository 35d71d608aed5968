/** Tables: the plain one, and the one that is sorted and paged. */
import { useState } from "react";
import type { Json } from "../protocol.ts";
import { asText } from "../shape.ts";
import { plainRich } from "./block-text.ts";

const rowsOf = (block: Json): readonly (readonly Json[])[] =>
  Array.isArray(block["rows"]) ? (block["rows"] as Json[][]) : [];
const wordsOf = (cell: Json | undefined): string =>
  cell === undefined ? "" : cell["type"] === "rich_text" ? plainRich(cell) : asText(cell["text"] ?? cell["value"]);
const decoded = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Slack's `table`: what the library refuses (numbers) and draws without headings is drawn here. */
export function RawTable({ block }: { readonly block: Json }) {
  const [head = [], ...rows] = rowsOf(block);
  const settings = (block["column_settings"] ?? []) as readonly (Json | null)[];
  const align = (i: number): string => `align-${asText(settings[i]?.["align"], "left")}`;
  return (
    <div className="bk-table" role="region" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col" className={align(i)}>
                {decoded(wordsOf(cell))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => (
                <td key={i} className={align(i)}>
                  {decoded(wordsOf(cell))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Order {
  readonly column: number;
  readonly isDown: boolean;
}

function sorted(rows: readonly (readonly Json[])[], order: Order | undefined): readonly (readonly Json[])[] {
  if (order === undefined) return rows;
  const key = (row: readonly Json[]): number | string => {
    const cell = row[order.column];
    return typeof cell?.["value"] === "number" ? cell["value"] : wordsOf(cell).toLowerCase();
  };
  const up = rows.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
  });
  return order.isDown ? up.toReversed() : up;
}

/** Slack's `data_table`, which the library draws not at all. */
export function DataTable({ block }: { readonly block: Json }) {
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const [head = [], ...rows] = rowsOf(block);
  const size = typeof block["page_size"] === "number" ? block["page_size"] : 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const header = Number(block["row_header_column_index"] ?? 0);
  const seen = sorted(rows, order).slice(page * size, (page + 1) * size);
  return (
    <div className="bk-table" role="region" aria-label={String(block["caption"])} tabIndex={0}>
      <table>
        <caption>{decoded(String(block["caption"]))}</caption>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th
                key={i}
                scope="col"
                aria-sort={order?.column === i ? (order.isDown ? "descending" : "ascending") : undefined}
              >
                <button
                  type="button"
                  onClick={() => setOrder({ column: i, isDown: order?.column === i && !order.isDown })}
                >
                  {decoded(wordsOf(cell))}
                  <span aria-hidden="true">{order?.column === i ? (order.isDown ? " ↓" : " ↑") : ""}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => {
                const Cell = i === header ? "th" : "td";
                return (
                  <Cell
                    key={i}
                    scope={i === header ? "row" : undefined}
                    className={cell["type"] === "raw_number" ? "align-right" : ""}
                  >
                    {decoded(wordsOf(cell))}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 ? (
        <div className="bk-pages">
          <button type="button" className="bk-button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span>
            {page + 1} of {pages}
          </span>
          <button type="button" className="bk-button" disabled={page + 1 === pages} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </div>
      ) : null}
    </div>
  );
}
