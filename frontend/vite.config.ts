import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

import { shell } from "./shell.ts";

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
    modulePreload: false,
    // One style sheet, which the start page holds within itself.
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        // What pages share stands apart: the program is asked for by its fingerprint, the pages are not, and
        // whatever both hold would be there twice.
        manualChunks: (id: string) => (/node_modules\/(?!@dagrejs)|src\/lib\/(?!layout)|parts\/(Behind|Dialog|Said|Tour)\.|preload-helper/.test(id) ? "shared" : undefined),
        entryFileNames: "assets/[name].js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
    },
  },
});
