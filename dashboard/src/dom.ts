/** The element of that id, which index.html has. */
export function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error("the page lacks #" + id);
  return found as T;
}

export function text(id: string, value: string): void {
  const target = element(id);
  if (target.textContent !== value) target.textContent = value;
}

export function cell(value: string, className = ""): HTMLTableCellElement {
  const made = document.createElement("td");
  made.textContent = value;
  if (className) made.className = className;
  return made;
}

export function row(...cells: HTMLTableCellElement[]): HTMLTableRowElement {
  const made = document.createElement("tr");
  made.append(...cells);
  return made;
}

/** A table without rows says what comes next. */
export function fill(id: string, rows: HTMLTableRowElement[], columns: number, empty: string): void {
  element(id).replaceChildren(...(rows.length > 0 ? rows : [wordsInstead(columns, empty)]));
}

function wordsInstead(columns: number, words: string): HTMLTableRowElement {
  const only = cell(words, "nothing");
  only.colSpan = columns;
  return row(only);
}

export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const one = document.createElement(tag);
  if (className) one.className = className;
  one.append(...inside);
  return one;
}

/**
 * Puts these there unless they are there already. What was opened by its summary stays open, and
 * what had the focus keeps it; both are known by their ids.
 */
export function renew(id: string, children: HTMLElement[]): void {
  const target = element(id);
  const fresh = target.cloneNode() as HTMLElement;
  fresh.append(...children);
  for (const summary of fresh.querySelectorAll("summary")) {
    const before = document.getElementById(summary.id)?.parentElement as HTMLDetailsElement | null;
    (summary.parentElement as HTMLDetailsElement).open = before?.open ?? false;
  }
  if (fresh.innerHTML === target.innerHTML) return;
  const focused = target.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
  target.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** A table without rows says what comes next. */
export function renewTable(id: string, rows: HTMLTableRowElement[], columns: number, empty: string): void {
  renew(id, rows.length > 0 ? rows : [wordsInstead(columns, empty)]);
}

/** The value of a custom property, for what is drawn on a canvas. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}
