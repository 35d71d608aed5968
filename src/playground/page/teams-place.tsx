/** Microsoft Teams in the playground: one's own chat with the app, and a channel of a team with its posts and replies. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { TeamsDialog, TeamsPlace, TeamsSaid } from "../teams/protocol.ts";
import { usePage } from "./context.ts";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useStore } from "./store.ts";
import { DrawnActivity, type Reaction } from "./teams-drawn.tsx";
import { TeamsMessageView } from "./teams-message.tsx";
import { useTeamsAct } from "./teams-use.ts";

export function TeamsPlaceView({ place }: { readonly place: TeamsPlace }) {
  const { shown } = usePage();
  const run = useTeamsAct();
  const [isReady, setReady] = useState(false);
  const [form, setForm] = useState<{
    readonly dialog: TeamsDialog;
    readonly message: string;
    readonly reaction: Reaction;
  }>();
  const { isLive } = useStore();
  // Also when the service was away: a new one knows of no Teams until somebody looks.
  useEffect(() => {
    if (isLive) void run({ does: "opens" }).then(() => setReady(true));
    else setReady(false);
  }, [shown.me.id, isLive]);
  const said = (shown.teams?.said ?? []).filter((each) => each.place === place.id);
  const posts = said.filter(({ root }) => root === undefined);
  const vote = async (message: string, reaction: Reaction): Promise<void> => {
    const done = await run({ does: "votes", message, reaction });
    if (done?.dialog) setForm({ dialog: done.dialog, message, reaction });
  };
  const view = (message: TeamsSaid) => (
    <TeamsMessageView key={message.id} message={message} vote={(reaction) => void vote(message.id, reaction)} />
  );
  const isChannel = place.kind === "channel";
  return (
    <section className="conversation teams-place">
      <header className="conversation-head">
        <h1>{place.name}</h1>
        <p>
          <span className="tag">Microsoft Teams</span> {place.about}
        </p>
      </header>
      <TeamsLog said={said} label={`Messages in ${place.name}, Microsoft Teams`}>
        {said.length > 0 ? null : isReady && isChannel ? (
          <Suggestions />
        ) : (
          <p className="empty">
            {isReady ? "Nothing has been said here yet." : "Teams is being connected. One moment…"}
          </p>
        )}
        {isChannel
          ? posts.map((post) => (
              <div className="teams-post" key={post.id}>
                {view(post)}
                <div className="teams-replies">
                  {said.filter(({ root }) => root === post.id).map(view)}
                  <TeamsComposer place={place} root={post.id} />
                </div>
              </div>
            ))
          : said.map(view)}
      </TeamsLog>
      <TeamsComposer place={place} />
      {form === undefined ? null : (
        <Dialog title={form.dialog.title} onClose={() => setForm(undefined)}>
          <div className="dialog-body teams-form">
            <DrawnActivity
              activity={{ attachments: [{ content: form.dialog.card }] }}
              press={(_, inputs) => {
                const { message, reaction } = form;
                void run({ does: "tells-why", message, reaction, inputs }).then((done) => done && setForm(undefined));
              }}
            />
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** Shows what came last, from its beginning. */
function TeamsLog({
  said,
  label,
  children,
}: {
  readonly said: readonly TeamsSaid[];
  readonly label: string;
  readonly children: React.ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const last = said.at(-1)?.id;
  useEffect(() => {
    const list = box.current;
    const newest = last === undefined ? null : list?.querySelector<HTMLElement>(`[data-message="${last}"]`);
    if (!list || !newest) return undefined;
    const show = (): void => {
      const top = newest.getBoundingClientRect().top - list.getBoundingClientRect().top;
      list.scrollTo({ top: list.scrollTop + top - 60 });
    };
    show();
    // A card has its height once its script has come.
    const grows = new ResizeObserver(show);
    grows.observe(newest);
    const over = setTimeout(() => grows.disconnect(), 700);
    return () => {
      clearTimeout(over);
      grows.disconnect();
    };
  }, [last]);
  return (
    <div className="messages" ref={box} role="log" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** What was begun in the message field of the chat, also by who comes from a message in Slack. */
const drafts = new Map<string, string>();
export const draftInTeams = (place: string, text: string): void => void drafts.set(place, text);

function TeamsComposer({ place, root }: { readonly place: TeamsPlace; readonly root?: string }) {
  const { shown } = usePage();
  const run = useTeamsAct();
  const key = root ?? place.id;
  const [text, setText] = useState(drafts.get(key) ?? "");
  const change = (next: string): void => {
    setText(next);
    drafts.set(key, next);
  };
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === "") return;
    change("");
    const done = await run({ does: "says", place: place.id, text: words, ...(root === undefined ? {} : { root }) });
    if (!done) change(words); // what was typed is not lost
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  const named = `mention @${shown.app.name} to ask it`;
  const label =
    root !== undefined
      ? `Reply: ${named}`
      : place.kind === "channel"
        ? `Start a post: ${named}`
        : `Message ${place.name}, or say help`;
  return (
    <form
      className={`composer ${root === undefined ? "" : "teams-reply"}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        id={root === undefined ? "composer" : undefined}
        rows={Math.min(8, text.split("\n").length)}
        value={text}
        aria-label={label}
        placeholder={label}
        onChange={({ target }) => change(target.value)}
        onKeyDown={onKey}
      />
      <div className="composer-tools">
        <span className="grow" />
        <button type="submit" className="send" aria-label="Send" disabled={text.trim() === ""}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
