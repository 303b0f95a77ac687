/** For `cem analyze --config src/manifest/analyzer.config.mjs`, and for elements-manifest.ts. */
export default {
  globs: ['src/elements/resumable-download.ts', 'src/elements/download-shelf.ts'],
  litelement: true,
  packagejson: false, // it is named there by hand
  quiet: true,
};
