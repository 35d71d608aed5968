/** The app's home tab. */
import { Blocks } from "./blocks.tsx";
import { usePage } from "./context.ts";
import { RefusedNote } from "./notes.tsx";
import type { Where } from "./sidebar.tsx";

export function HomeTab({ go }: { readonly go: (where: Where) => void }) {
  const { shown, act } = usePage();
  const { home, app, places } = shown;
  const dm = places.find(({ kind }) => kind === "im");
  return (
    <section className="conversation">
      <header className="conversation-head">
        <h1>{app.name}</h1>
        <div className="tabs" role="group" aria-label={app.name}>
          <button type="button" aria-current="page">
            Home
          </button>
          <button type="button" onClick={() => dm && go(dm.id)}>
            Messages
          </button>
        </div>
      </header>
      <div className="home" role="region" aria-label="App home" tabIndex={0}>
        {home?.refused ? <RefusedNote refused={home.refused} /> : null}
        {home === null ? (
          <p className="empty">The app has not shown its home yet.</p>
        ) : (
          <Blocks
            blocks={home.blocks}
            shown={shown}
            use={(_, element, given, isAction) => {
              if (isAction)
                void act({
                  does: "clicks-view",
                  view: home.id,
                  action: String(element["action_id"]),
                  given,
                  state: {},
                });
            }}
          />
        )}
      </div>
    </section>
  );
}
