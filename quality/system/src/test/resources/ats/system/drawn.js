// A fingerprint of everything drawn in an element, and how many pixels differ from its ground.
(host) => {
  let print = 0;
  let inked = 0;
  for (const canvas of host.querySelectorAll("canvas")) {
    if (canvas.width === 0 || canvas.height === 0) continue;
    // read from a copy, which leaves the page's own canvas as fast as it was
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
    for (let at = 0; at < pixels.length; at += 4) {
      const pixel = (pixels[at] << 24) | (pixels[at + 1] << 16) | (pixels[at + 2] << 8) | pixels[at + 3];
      print = (Math.imul(print, 31) + pixel) | 0;
      if (pixels[at + 3] !== 0) inked++;
    }
  }
  return [print, inked];
}
