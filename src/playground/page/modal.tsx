/** The form on top of a person's stack. */
import { useEffect, useRef, useState } from "react";
import type { Modal } from "../protocol.ts";
import { Blocks } from "./blocks.tsx";
import { usePage } from "./context.ts";
import { Dialog } from "./dialog.tsx";
import { type Held, hold, valuesOf } from "./fields.ts";

export function ModalStack() {
  const { shown } = usePage();
  const top = shown.modals.at(-1);
  return top === undefined ? null : <ModalView key={top.id} modal={top} />;
}

function ModalView({ modal }: { readonly modal: Modal }) {
  const { shown, act } = usePage();
  const typed = useRef<Held>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const [isLost, setLost] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  // What is wrong may be far from the button: whoever pressed it is led to the first of it.
  useEffect(() => {
    const box = body.current;
    const field = box?.querySelector(".bk-error")?.closest(".bk-field");
    if (!box || !field) return;
    field.querySelector<HTMLElement>("input, textarea, select, button")?.focus({ preventScroll: true });
    // `scrollIntoView` would also push the form's title out of its window.
    const top = field.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTo({ top: top - Math.max(0, (box.clientHeight - field.clientHeight) / 2) });
  }, [errors]);
  /** What was typed stays when the app changes the form, as far as the fields are still there. */
  const valuesNow = (): Held => {
    const values = valuesOf(modal.blocks);
    for (const [block, elements] of Object.entries(values))
      for (const action of Object.keys(elements)) {
        const known = typed.current[block]?.[action];
        if (known !== undefined) elements[action] = known;
      }
    return values;
  };
  const missing = (): Record<string, string> => {
    const values = valuesNow();
    return Object.fromEntries(
      modal.blocks.flatMap((block) => {
        if (block["type"] !== "input" || block["optional"] === true) return [];
        const id = String(block["block_id"]);
        const [value] = Object.values(values[id] ?? {});
        const { type: _, ...held } = value ?? { type: "" };
        const isEmpty = Object.values(held).every(
          (each) => each === null || each === "" || (Array.isArray(each) && each.length === 0),
        );
        return isEmpty ? [[id, "Please complete this required field."]] : [];
      }),
    );
  };
  const submit = async (): Promise<void> => {
    const empty = missing();
    setErrors(empty);
    if (Object.keys(empty).length > 0) return;
    setBusy(true);
    setLost(false);
    const done = await act({ does: "submits", values: valuesNow() });
    setBusy(false);
    setLost(done === undefined);
    setErrors(done?.errors ?? {});
  };
  return (
    <Dialog title={modal.title} onClose={() => void act({ does: "closes" })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div ref={body} className="dialog-body" tabIndex={0} role="group" aria-label={modal.title}>
          <Blocks
            blocks={modal.blocks}
            shown={shown}
            errors={errors}
            use={(block, element, given, isAction) => {
              const action = hold(typed.current, block, element, given);
              const isTold = block["type"] !== "input" || block["dispatch_action"] === true;
              if (isAction && isTold)
                void act({ does: "clicks-view", view: modal.id, action, given, state: valuesNow() });
            }}
          />
        </div>
        <footer>
          {isLost ? (
            <p className="bk-error" role="alert">
              We had some trouble connecting. Try again?
            </p>
          ) : null}
          <button type="button" className="bk-button" onClick={() => void act({ does: "closes" })}>
            {modal.close}
          </button>
          {modal.submit === undefined ? null : (
            <button type="submit" className="bk-button primary" disabled={isBusy}>
              {modal.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
