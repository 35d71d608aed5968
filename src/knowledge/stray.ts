import { kinds } from "./kinds.ts";
import { didYouMean, fileStart, type Problem, warningAt } from "./problems.ts";

/** Folders that hold one kind of file each, with what is said of it. */
const folders = kinds.flatMap(({ where }) => {
  const [folder = "", rest] = where.split("/", 2);
  return rest === undefined ? [] : [{ folder, where, ending: where.slice(where.lastIndexOf(".")) }];
});

/** A file that lies where nothing is read from: most often a slip in its name. A warning, for what is good is served. */
export const strayAt = (path: string): Problem =>
  warningAt(path, fileStart, "nothing is read from a file of this name", remedyFor(path));

function remedyFor(path: string): string {
  const places = kinds.map((kind) => kind.where);
  const [top = "", ...below] = path.split("/");
  const home = below.length > 0 ? folders.find(({ folder }) => folder === top) : undefined;
  if (home) {
    const { folder, ending, where } = home;
    return path.endsWith(ending)
      ? `${folder} lie at ${where}; move it there`
      : `${folder} are ${ending} files; rename or move it`;
  }
  const single = didYouMean(
    path.replace(/\.\w+$/, ".yaml"),
    places.filter((where) => !where.includes("<")),
  );
  const folder = didYouMean(
    top,
    folders.map((one) => one.folder),
  );
  const meant = single ?? folders.find((one) => one.folder === folder)?.where;
  return meant ? `did you mean ${meant}?` : `move it to one of ${places.join(", ")}, or take it out`;
}

/** Hidden files and editors' locks; folders too. */
export const isHidden = (name: string): boolean => /^[.#~]/.test(name) || name === "node_modules";

/** Whether a file's text is read: all that ends as knowledge does, wherever it lies, so that a slip in its place is told. */
export const isRead = (path: string): boolean =>
  /\.(md|ya?ml)$/i.test(path) && !/(^|\/)readme(\.\w+)?\.md$/i.test(path);

/** Whether a file that is not read is one that somebody may believe to be read. */
export const isStray = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return !isRead(path) && !forReaders.test(name) && !leftover.test(name);
};

const forReaders = /^(readme(\..*)?|(licen[cs]e|notice|changelog|contributing)(\.txt)?)$/i;
/** What editors and systems put beside a file while they work on it, and at times leave there. */
const leftover = /~$|\.(sw[a-p]|bak|orig|rej|tmp|part)$|___jb_\w+___$|^\d{4,}$|^sed\w{6}$|^(thumbs\.db|desktop\.ini)$/i;
