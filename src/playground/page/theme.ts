/** Light, dark, or as the machine has it. */
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
const key = "playground.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

const kept = localStorage.getItem(key);
let theme: Theme = kept === "light" || kept === "dark" ? kept : "system";
const shadeOf = (): "light" | "dark" => (theme === "system" ? (dark.matches ? "dark" : "light") : theme);
let now = { theme, shade: shadeOf() };

function apply(): void {
  now = { theme, shade: shadeOf() };
  document.documentElement.dataset["theme"] = now.shade;
  for (const listener of listeners) listener();
}
dark.addEventListener("change", apply);
apply();

export function setTheme(next: Theme): void {
  theme = next;
  if (next === "system") localStorage.removeItem(key);
  else localStorage.setItem(key, next);
  apply();
}
export const useTheme = (): typeof now =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
  );
