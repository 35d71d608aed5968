/** How Teams dresses cards, in the page's colours, so that light and dark need no second drawing. */
const colour = (ink: string) => ({ default: ink, subtle: "var(--soft)" });
const inks = {
  default: colour("var(--ink)"),
  dark: colour("var(--ink)"),
  light: colour("var(--soft)"),
  accent: colour("var(--link)"),
  attention: colour("var(--danger)"),
  good: colour("var(--accent)"),
  warning: colour("var(--warn)"),
};
const style = (backgroundColor: string) => ({ backgroundColor, borderColor: "var(--line)", foregroundColors: inks });
const letters = {
  fontFamily: "inherit",
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 700 },
};

export const look = {
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 12 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  fontTypes: { default: letters, monospace: { ...letters, fontFamily: "ui-monospace, monospace" } },
  containerStyles: {
    default: style("transparent"),
    emphasis: style("var(--hover)"),
    accent: style("var(--hover)"),
    good: style("var(--hover)"),
    attention: style("var(--danger-ground)"),
    warning: style("var(--mention)"),
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  table: { cellSpacing: 6 },
  textBlock: { headingLevel: 4 },
};
