/** What Slack has to tell one person that stands in no conversation. */
import { usePage } from "./context.ts";
import { RefusedNote } from "./notes.tsx";

export function Notices() {
  const { shown, act } = usePage();
  return shown.notices.map(({ id, text, refused }) => (
    <div key={id} className="notice" role="alert">
      <p>
        {text}{" "}
        <button type="button" className="link" onClick={() => void act({ does: "dismisses", notice: id })}>
          Close
        </button>
      </p>
      {refused ? <RefusedNote refused={refused} /> : null}
    </div>
  ));
}
