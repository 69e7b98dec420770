// What a person cannot read, reach or tell apart, one line each. Runs inside the page.
() => {
  const LEAST_CONTRAST = 4.5;
  const LEAST_CONTRAST_LARGE = 3;
  const found = [];

  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 };
  };
  const over = (top, bottom) => top.rgb.map((value, i) => value * top.alpha + bottom[i] * (1 - top.alpha));
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.rgb : over(own, ground(element.parentElement));
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const faded = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (Number(getComputedStyle(at).opacity) < 1) return true;
    }
    return false;
  };
  const name = (element) =>
    element.tagName.toLowerCase() + (element.id ? "#" + element.id : "." + element.className);

  // contrast of every visible text; what is disabled may be faint, nothing else may be faded
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let checked = 0;
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.matches(":disabled, option, script, style")) continue;
    checked++;
    const style = getComputedStyle(element);
    const back = ground(element);
    const ratio = contrast(over(parse(style.color), back), back);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (faded(element)) found.push(`${name(element)} is faded`);
    if (ratio < (large ? LEAST_CONTRAST_LARGE : LEAST_CONTRAST)) {
      const text = words.currentNode.textContent.trim().slice(0, 40);
      found.push(`${name(element)} "${text}" has a contrast of ${ratio.toFixed(2)}`);
    }
  }
  if (checked < 20) found.push(`only ${checked} texts were looked at`);

  // names and structure
  const named = (element) =>
    element.textContent.trim() || element.getAttribute("aria-label") || element.labels?.length ||
    element.getAttribute("aria-labelledby");
  for (const element of document.querySelectorAll("button, a, select, input, [role=img], [role=region]")) {
    if (!element.checkVisibility()) continue;
    const label = element.tagName === "SELECT" ? element.labels.length : named(element);
    if (!label) found.push(name(element) + " has no name");
  }
  for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    const ids = (element.getAttribute("aria-labelledby") ?? "") + " " + (element.getAttribute("aria-describedby") ?? "");
    for (const id of ids.trim().split(/\s+/)) {
      if (!document.getElementById(id)) found.push(`${name(element)} is named by #${id}, which is not there`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => found.push(`#${id} is there twice`));
  if (!document.documentElement.lang) found.push("the page has no language");
  if (!document.title) found.push("the page has no title");
  if (document.querySelectorAll("h1").length !== 1) found.push("the page has not one h1");
  if (document.querySelectorAll("main").length !== 1) found.push("the page has not one main part");
  for (const head of document.querySelectorAll("th:not([scope])")) found.push(name(head) + " heads nothing");

  // nothing sticks out sideways, and what is pressed can be hit
  if (document.documentElement.scrollWidth > innerWidth) {
    found.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${innerWidth}`);
  }
  for (const button of document.querySelectorAll("button, select")) {
    const box = button.getBoundingClientRect();
    if (button.checkVisibility() && (box.height < 24 || box.width < 24)) found.push(name(button) + " is too small to hit");
  }
  return found;
}
