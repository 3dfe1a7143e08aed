// How the pages are built: each folder of web/ with an index.html (WEB_PAGE names one) into dist/ of the same name, for that path of the gateway.
import { defineConfig, type Plugin } from 'vite';

/** GraphiQL's style sheet carries two families of fonts as data: URLs, 300 kB that our own theme never shows. */
const withoutFonts: Plugin = {
  name: 'without-fonts',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('graphiql/dist/style.css')) return null;
    return { code: code.replaceAll(/@font-face\s*\{[^}]*\}/g, ''), map: null };
  },
};

export default defineConfig(({ mode: page }) => ({
  root: `${import.meta.dirname}/${page}`,
  base: `/${page}/`,
  // The two folders are no project of their own: nothing but what is imported goes along.
  publicDir: false,
  logLevel: 'warn',
  plugins: [withoutFonts],
  define: { 'process.env.NODE_ENV': '"production"' },
  worker: { format: 'es' },
  build: {
    outDir: `${import.meta.dirname}/../dist/${page}`,
    emptyOutDir: true,
    target: 'es2023',
    // Every file is a file of its own, at our own address: the content security policy then allows no data: script or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // GraphiQL's editor is large whatever we do; it is loaded after the page stands.
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      onwarn(warning, warn) {
        // React's compiler marks its output with a directive that only it reads.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
}));
