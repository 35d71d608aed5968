/** Small pictures, drawn here so that nothing is fetched. */
const paths = {
  close: "M5 5l10 10M15 5L5 15",
  send: "M3 10l14-6-6 14-2-6z",
  thread: "M4 4h12v9H9l-4 3v-3H4z",
  edit: "M4 16l1-4 8-8 3 3-8 8z",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 10h6l1-10",
  dots: "M4.5 10h1M9.5 10h1M14.5 10h1",
  up: "M4 9h3v7H4zM7 9l3-6c1.5 0 2 1 1.5 3L11 8h4.5c1 0 1.5 1 1.2 2l-1.5 5c-.2.6-.7 1-1.4 1H7",
  down: "M4 11h3V4H4zM7 11l3 6c1.5 0 2-1 1.5-3L11 12h4.5c1 0 1.5-1 1.2-2l-1.5-5c-.2-.600-.7-1-1.4-1H7",
  menu: "M3 5h14M3 10h14M3 15h14",
  sun: "M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M16 4l-1.4 1.4M5.4 14.6L4 16",
  hood: "M7 6l-4 4 4 4M13 6l4 4-4 4M11 4L9 16",
  clip: "M14 9l-5 5a3 3 0 01-4-4l6-6a2 2 0 013 3l-6 6",
  app: "M10 3v13M6 16h8M4 6h12M4 6l-2.5 5h5zM16 6l-2.5 5h5z",
  home: "M3 9l7-6 7 6v8h-5v-5H8v5H3z",
  plus: "M10 4v12M4 10h12",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 016 0v3",
  person: "M10 4a3 3 0 100 6 3 3 0 000-6zM4 17c0-3 3-5 6-5s6 2 6 5",
  teams: "M3 3.5h8v8H3zM9 8.5h8v8H9z",
  tour: "M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM8 8a2 2 0 114 0c0 1.5-2 1.5-2 3M10 14h.01",
  save: "M4 4h10l2 2v10H4zM7 4v4h6V4M7 16v-4h6v4",
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 20 20" width="1em" height="1em" aria-hidden="true" focusable="false" className="icon">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
