/** Under the hood of one message: how its answer was found, what was posted, how long it took. */
import { type ReactNode, useEffect, useState } from "react";
import type { Explained, UnderTheHood } from "../protocol.ts";
import { usePage } from "./context.ts";
import { SideHead } from "./side.tsx";
import { ask } from "./store.ts";

/** A message, in Slack or in Teams. */
type Of = { readonly channel: string; readonly ts: string } | { readonly message: string };

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const share = (value: number): string => `${Math.round(value * 100)} %`;

/** @param said changes when the message does */
export function Hood({ of, said }: { readonly of: Of; readonly said: object | undefined }) {
  const { shown } = usePage();
  const [found, setFound] = useState<UnderTheHood | "nothing">();
  const [room, given] = "ts" in of ? (["hood", of] as const) : (["teams-hood", of] as const);
  useEffect(() => {
    void ask<Partial<UnderTheHood>>(room, { ...given, as: shown.me.id }).then((answer) =>
      setFound(answer?.calls ? { ...answer, calls: answer.calls } : "nothing"),
    );
  }, [JSON.stringify(given), shown.me.id, said]);
  return (
    <aside className="side hood" aria-label="Under the hood">
      <SideHead title="Under the hood" />
      <div className="hood-body" role="region" aria-label="How this came about" tabIndex={0}>
        {found === undefined ? (
          <p className="empty">One moment…</p>
        ) : found === "nothing" || (found.calls.length === 0 && !found.delivery) ? (
          <p className="empty">Nothing is known of this message any more: the playground was started again since.</p>
        ) : (
          <>
            {found.explained ? <Answer explained={found.explained} /> : null}
            <Times found={found} />
            {found.calls.map(({ method, args }, i) => (
              <Part key={`${method}-${i}`} title={`Posted: ${method}`} isOpen={i === 0}>
                <Raw of={args} label={`JSON of ${method}`} />
              </Part>
            ))}
            {found.delivery ? (
              <Part title={`Brought to the app: ${found.delivery.kind}`}>
                <Raw of={found.delivery.body} label="JSON of the delivery" />
              </Part>
            ) : null}
          </>
        )}
      </div>
    </aside>
  );
}

function Part({
  title,
  isOpen = false,
  children,
}: {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="part" open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

const Raw = ({ of, label }: { readonly of: object; readonly label: string }) => (
  <pre tabIndex={0} role="region" aria-label={label}>
    {JSON.stringify(of, null, 2)}
  </pre>
);

function Times({ found: { delivery, calls, explained } }: { readonly found: UnderTheHood }) {
  const rows: (readonly [string, string])[] = [
    ...(delivery ? ([["Brought and acknowledged", ms(delivery.ackMs)]] as const) : []),
    ...(delivery && delivery.tries > 1 ? ([["Tries", String(delivery.tries)]] as const) : []),
    ...(explained
      ? ([
          ["Found", ms(explained.searchMs)],
          ["Found and composed", ms(explained.ms)],
        ] as const)
      : []),
    ...calls.flatMap(({ method, afterMs }) =>
      afterMs === undefined ? [] : [[`${method}, since it was brought`, ms(afterMs)] as const],
    ),
  ];
  return rows.length === 0 ? null : (
    <Part title="Times" isOpen>
      <table className="facts">
        <tbody>
          {rows.map(([what, value], i) => (
            <tr key={`${what}-${i}`}>
              <th scope="row">{what}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Answer({ explained }: { readonly explained: Explained }) {
  const { question, earlierTurns, confidence, thresholds, passages, facts, rules, respelled } = explained;
  return (
    <>
      <Part title="What was asked" isOpen>
        <blockquote>{question}</blockquote>
        <p>
          {earlierTurns === 0
            ? "As a first question."
            : `With ${earlierTurns} earlier ${earlierTurns === 1 ? "turn" : "turns"} of the thread.`}{" "}
          {respelled.length === 0 ? "" : `Read as: ${respelled.join(", ")}.`}
        </p>
        <p>
          Confidence {share(confidence)}; to answer it takes {share(thresholds.answer)}, to show what is near{" "}
          {share(thresholds.near)}. Kind: {explained.kind}. Knowledge {explained.knowledgeVersion}.
        </p>
      </Part>
      <Part title={`Retrieved passages (${passages.length})`} isOpen>
        <ol className="passages">
          {passages.map(({ id, title, score, ratio, used, text }) => (
            <li key={id} className={used ? "used" : ""}>
              <strong>{title}</strong> <code>{id}</code>
              <meter
                min={0}
                max={1}
                value={ratio}
                aria-label={`Share of the most that the question could score: ${share(ratio)}`}
              />
              <small>
                score {score.toFixed(3)}, {share(ratio)} of the most it could have{used ? ", in the answer" : ""}
              </small>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </Part>
      <Part title={`Facts read (${facts.length})`} isOpen={facts.length > 0}>
        {facts.length === 0 ? (
          <p>None: the words state nothing about a workload.</p>
        ) : (
          <table className="facts">
            <thead>
              <tr>
                <th scope="col">Fact</th>
                <th scope="col">Value</th>
                <th scope="col">From the words</th>
              </tr>
            </thead>
            <tbody>
              {facts.map(({ name, value, origin, words }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                  <td>
                    “{words}” <small>({origin})</small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Part>
      <Part title={`Rules that fired (${rules.length})`} isOpen>
        <ul>
          {rules.map(({ what, why }) => (
            <li key={what}>
              <strong>{what}</strong>: {why}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}
