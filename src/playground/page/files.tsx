/** Files that hang on a message. */
import type { Said } from "../protocol.ts";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";

export function Files({ message }: { readonly message: Said }) {
  const { shown } = usePage();
  return message.files.map(({ id, name, size, text }) => (
    <details key={id} className="file">
      <summary>
        <Icon name="clip" /> {name} <small>{size.toLocaleString("en")} bytes</small>
      </summary>
      {text === undefined ? null : (
        <pre tabIndex={0} aria-label={name}>
          {text}
        </pre>
      )}
      <a href={`/playground/files/${id}?as=${shown.me.id}`}>Download</a>
    </details>
  ));
}
