/** The question before something is done. */
import type { Json } from "../protocol.ts";
import { textOf } from "./block-text.ts";
import { Dialog } from "./dialog.tsx";

export function Confirm({
  confirm,
  onYes,
  onDone,
}: {
  readonly confirm: Json;
  readonly onYes: () => void;
  readonly onDone: () => void;
}) {
  const isDanger = confirm["style"] === "danger";
  return (
    <Dialog title={textOf(confirm["title"]) || "Are you sure?"} onClose={onDone} className="small">
      <p>{textOf(confirm["text"])}</p>
      <footer>
        <button type="button" className="bk-button" onClick={onDone}>
          {textOf(confirm["deny"]) || "Cancel"}
        </button>
        <button
          type="button"
          className={`bk-button ${isDanger ? "danger" : "primary"}`}
          onClick={() => {
            onDone();
            onYes();
          }}
        >
          {textOf(confirm["confirm"]) || "Yes"}
        </button>
      </footer>
    </Dialog>
  );
}
