/** A message's blocks: drawn by slack-blocks-to-jsx, with what it lacks and what it does not tell added here. */
import { Component, type ReactNode, memo } from "react";
import { type Block, Message } from "slack-blocks-to-jsx";
import type { Json } from "../protocol.ts";
import { asText } from "../shape.ts";
import { plainRich, textOf } from "./block-text.ts";
import { DataTable, RawTable } from "./data-table.tsx";
import { Element } from "./elements.tsx";
import { useTheme } from "./theme.ts";
import type { Use } from "./use.ts";

interface Props extends Omit<Use, "label" | "describedBy" | "isInvalid" | "use"> {
  readonly blocks: readonly Json[];
  readonly use: (block: Json, ...rest: Parameters<Use["use"]>) => void;
  /** What the app found wrong, by block. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** What cannot be drawn leaves a note, and the rest of the message in place. */
class Guard extends Component<{ readonly block: Json; readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = (): { failed: boolean } => ({ failed: true });
  override render(): ReactNode {
    const { block, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <div className="bk-failed" role="note">
        This {String(block["type"])} block cannot be drawn here: {textOf(block["text"]) || plainRich(block["elements"])}
      </div>
    );
  }
}

const link = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={/^(?:https?|mailto):/.test(href) ? href : "#"} target="_blank" rel="noopener noreferrer">
    {children}
  </a>
);

/** `verbatim` keeps Slack from making links; the library takes it for "without marks". */
function marked(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(marked);
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => (name === "verbatim" ? [] : [[name, marked(value)]])),
  );
}

/** A picture; a file of Slack's own has an address here. The library's has a button without a name. */
function Picture({ block, as }: { readonly block: Json; readonly as: string }) {
  const file = block["slack_file"] as Json | undefined;
  const own = file && `/playground/files/${asText(file["id"])}?as=${as}`;
  const title = textOf(block["title"]);
  return (
    <figure className="bk-picture">
      {title ? <figcaption>{title}</figcaption> : null}
      <img src={own ?? asText(block["image_url"])} alt={asText(block["alt_text"])} />
    </figure>
  );
}

/** A block that only says something, by the library. */
const Still = memo(function Still({ block, shown }: { readonly block: Json; readonly shown: Use["shown"] }) {
  const theme = useTheme().shade;
  const users = shown.people.map(({ id, name }) => ({ id, name }));
  const channels = shown.places.map(({ id, name }) => ({ id, name }));
  return (
    <Message
      withoutWrapper
      theme={theme}
      className="bk-still"
      logo=""
      name=""
      blocks={[marked(block) as Block]}
      data={{ users, channels }}
      hooks={{ link: link as never }}
    />
  );
});

const isInteractive = (element: unknown): element is Json =>
  element !== null && typeof element === "object" && (element as Json)["type"] !== "image";

function Input({ block, use, shown, errors }: Props & { readonly block: Json }) {
  const element = (block["element"] ?? {}) as Json;
  const id = String(block["block_id"]);
  const label = textOf(block["label"]);
  const error = errors?.[id];
  const hint = textOf(block["hint"]);
  return (
    <div className="bk-field">
      <span className="bk-label" aria-hidden="true">
        {label} {block["optional"] === true ? <small>(optional)</small> : null}
      </span>
      <Element
        element={element}
        shown={shown}
        use={(...given) => use(block, ...given)}
        label={block["optional"] === true ? `${label} (optional)` : label}
        describedBy={error || hint ? `${id}-hint` : undefined}
        isInvalid={error !== undefined}
      />
      {error || hint ? (
        <span
          key={error}
          id={`${id}-hint`}
          className={error ? "bk-error" : "bk-hint"}
          role={error ? "alert" : undefined}
        >
          {error ?? hint}
        </span>
      ) : null}
    </div>
  );
}

function One({ block, ...all }: Props & { readonly block: Json }) {
  const { use, shown } = all;
  const type = String(block["type"]);
  const used: Use["use"] = (...given) => use(block, ...given);
  const elements = (block["elements"] ?? []) as readonly Json[];
  if (type === "actions" || type === "context_actions")
    return (
      <div className={`bk-${type.replace("_", "-")}`}>
        {elements.map((element, i) => (
          <Element key={asText(element["action_id"], String(i))} element={element} shown={shown} use={used} />
        ))}
      </div>
    );
  if (type === "image") return <Picture block={block} as={shown.me.id} />;
  if (type === "input") return <Input block={block} {...all} />;
  if (type === "data_table") return <DataTable block={block} />;
  if (type === "table") return <RawTable block={block} />;
  if (type === "section" && isInteractive(block["accessory"])) {
    const { accessory, ...rest } = block;
    return (
      <div className="bk-beside">
        <Still block={rest} shown={shown} />
        <Element element={accessory} shown={shown} use={used} />
      </div>
    );
  }
  if (type === "container") {
    const children = (block["child_blocks"] ?? []) as readonly Json[];
    return (
      <details className="bk-container" open={block["default_collapsed"] !== true}>
        <summary>{textOf(block["title"]) || plainRich(block["rich_text_title"])}</summary>
        <Blocks {...all} blocks={children} />
      </details>
    );
  }
  return <Still block={block} shown={shown} />;
}

/** All blocks, each behind a guard of its own. */
export function Blocks(props: Props) {
  return (
    <div className="bk">
      {props.blocks.map((block, i) => (
        <Guard key={`${asText(block["block_id"], String(i))}-${String(block["type"])}`} block={block}>
          <One block={block} {...props} />
        </Guard>
      ))}
    </div>
  );
}

/** Words in Slack's own marks. */
export function Marked({ text, shown }: { readonly text: string; readonly shown: Use["shown"] }) {
  // Nobody reads that much formatted, and reading the marks of it would take seconds.
  if (text.length > 6_000) return <p className="bk-long">{textOf({ text })}</p>;
  const block = { type: "section", text: { type: "mrkdwn", text } };
  return (
    <Guard block={block}>
      <Still block={block} shown={shown} />
    </Guard>
  );
}
