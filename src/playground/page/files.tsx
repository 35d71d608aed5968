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

/** A text that goes along with a message that is being written. */
export interface Attached {
  readonly name: string;
  readonly text: string;
}

export function AttachedFiles({
  files,
  onRemove,
}: {
  readonly files: readonly Attached[];
  readonly onRemove: (file: Attached) => void;
}) {
  if (files.length === 0) return null;
  return (
    <ul className="attached" aria-label="Attached">
      {files.map((file, i) => (
        <li key={`${file.name}-${i}`}>
          <Icon name="clip" /> {file.name}{" "}
          <button type="button" className="link" aria-label={`Take ${file.name} off`} onClick={() => onRemove(file)}>
            Remove
          </button>
        </li>
      ))}
    </ul>
  );
}
