/** Two thumbs. */
import { useState } from "react";
import type { Json } from "../protocol.ts";
import { textOf } from "./block-text.ts";
import { Icon } from "./icons.tsx";
import type { Use } from "./use.ts";

export function FeedbackButtons({ element, use }: Pick<Use, "use"> & { readonly element: Json }) {
  const [pressed, setPressed] = useState<string>();
  return (
    <div className="bk-feedback" role="group" aria-label="Feedback">
      {(["positive_button", "negative_button"] as const).map((which) => {
        const button = (element[which] ?? {}) as Json;
        const text = textOf(button["text"]);
        return (
          <button
            key={which}
            type="button"
            className="bk-thumb"
            aria-pressed={pressed === which}
            onClick={() => {
              setPressed(which);
              use(element, { value: button["value"], text: button["text"] }, true);
            }}
          >
            <Icon name={which === "positive_button" ? "up" : "down"} />
            {text}
          </button>
        );
      })}
    </div>
  );
}
