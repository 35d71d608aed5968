/** What Slack itself would say: of a message that it refuses, of one that did not reach the app. */
import { useEffect, useState } from "react";
import type { Refused, Said, Undelivered } from "../protocol.ts";
import { usePage } from "./context.ts";

export function RefusedNote({ refused: { method, code, reasons } }: { readonly refused: Refused }) {
  return (
    <div className="refused-note" role="note">
      <strong>Slack would refuse this</strong> ({method}: {code}). What stands here is what it was meant to be.
      {reasons.length === 0 ? null : (
        <ul>
          {reasons.slice(0, 8).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function UndeliveredNote({
  undelivered,
  message,
}: {
  readonly undelivered: Undelivered;
  readonly message: Said;
}) {
  const { act, shown } = usePage();
  const [now, setNow] = useState(Date.now());
  const { why, againAt, tries } = undelivered;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = againAt === undefined ? 0 : Math.max(0, Math.ceil((againAt - now) / 1_000));
  const next = againAt === undefined ? "Slack has given up on it." : `Slack brings it again in ${seconds} s.`;
  return (
    <p className="undelivered" role="status">
      Has not reached {shown.app.name} ({why}, tried {tries} {tries === 1 ? "time" : "times"}). {next}{" "}
      {againAt === undefined ? null : (
        <button
          type="button"
          className="link"
          onClick={() => void act({ does: "tries-again", channel: message.channel, ts: message.ts })}
        >
          Bring it now
        </button>
      )}
    </p>
  );
}
