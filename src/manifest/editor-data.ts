import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import type { Package } from 'custom-elements-manifest/schema';

/** What editors complete and explain: JSON by file name. */
export function editorData(manifest: Package): Record<string, string> {
  const tools = manifest as Parameters<typeof getWebTypesData>[0]; // typed as laxly as their compiler allows
  return {
    'html-custom-data.json': compact(getVsCodeHtmlCustomData(tools, {})),
    'css-custom-data.json': compact(getVsCodeCssCustomData(tools, {})),
    'web-types.json': compact(getWebTypesData(tools, { outdir: 'dist' })),
  };
}

function compact(json: string): string {
  return `${JSON.stringify(JSON.parse(json))}\n`;
}
