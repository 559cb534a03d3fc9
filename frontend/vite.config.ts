import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

import { shell } from "./shell";

export default defineConfig({
  base: "/",
  plugins: [
    svelte(),
    {
      name: "shell",
      transformIndexHtml: {
        order: "post",
        handler: (html: string) => html.replace("<!-- shell -->", shell()).replace(/<script type="module" crossorigin src="(\/assets[^"]*)"><\/script>/, '<meta name="program" content="$1" />'),
      },
    },
  ],
  build: {
    outDir: "../src/detente/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        entryFileNames: "assets/[name].js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
    },
  },
});
