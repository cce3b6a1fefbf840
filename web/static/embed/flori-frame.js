// For pages that frame /embed: gives each frame the height that it reports. One script does for any number of frames.
"use strict";

(() => {
  const home = new URL(document.currentScript.src).origin;
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${home}/`));

  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== home || data?.type !== "florilegium:height" || !Number.isFinite(data.height)) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (frame) frame.height = Math.ceil(data.height);
  });

  // A frame that was there first has reported already. One that is still empty is asked in vain, and reports later;
  // it is of the page's own origin, so to name ours would be an error in the console.
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "florilegium:measure" }, "*");
})();
