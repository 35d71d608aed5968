/** Where nothing has been said yet: what one could say, a press away. */
import { putIntoComposer } from "./composer.tsx";
import { usePage } from "./context.ts";

export function Suggestions() {
  const {
    shown: { app },
  } = usePage();
  return (
    <div className="prompts">
      <p>Nothing has been said here yet. Mention @{app.name} and ask, for example</p>
      {app.starters.map((question) => (
        <button
          key={question}
          type="button"
          className="prompt"
          onClick={() => putIntoComposer(`@${app.name} ${question}`)}
        >
          {question}
        </button>
      ))}
    </div>
  );
}
