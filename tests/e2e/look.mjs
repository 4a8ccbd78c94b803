// A screen at the sizes that matter: kept as a picture, held to scroll nowhere sideways, judged by axe.
import assert from "node:assert/strict";
import { join } from "node:path";

const SIZES = [
  [1920, 1080],
  [1280, 640],
  [1366, 768],
];

/** Gives a `look(name)` for a window; what axe finds is gathered, so that one fault does not hide the rest of a day. */
export function looker(window, prefix) {
  const serious = [];
  const look = async (name) => {
    for (const [width, height] of SIZES) {
      await window().size(width, height);
      await window().picture(join(process.env.ARTIFACTS, `${prefix}-${name}-${width}x${height}.png`));
      const wide = await window().run("return document.documentElement.scrollWidth > window.innerWidth");
      assert.equal(wide, false, `${name} scrolls sideways at ${width}×${height}`);
    }
    serious.push(...(await window().serious()).map((fault) => `${name}: ${fault}`));
  };
  return { look, serious };
}
