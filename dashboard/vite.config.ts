import { defineConfig } from "vite";

// The built page is committed where the controller serves it from; nothing in it may depend on the
// machine or the hour, since the build is repeated and compared.
export default defineConfig({
  base: "/",
  build: {
    outDir: "../services/system-controller/src/main/resources/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
