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
  if (rows.length === 0) {
    const only = cell(empty, "nothing");
    only.colSpan = columns;
    rows = [row(only)];
  }
  element(id).replaceChildren(...rows);
}

/** The value of a custom property, for what is drawn on a canvas. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}
