/** The first lines of every generated file: what made it, from what, and how to make it again. */
export function banner(documentName: string): string {
  return `// Generated from openapi/${documentName}.yaml by src/cli/generate. Do not edit: change the document, then \`npm run generate\`.\n`;
}
