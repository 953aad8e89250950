// The page as the browser gets it: TSX and CSS bundled in memory, once per process.
import { build } from 'esbuild';

export type Bundle = { js: string; css: string };

let bundling: Promise<Bundle> | undefined;

/** Takes well under a second. */
export function bundledPage(): Promise<Bundle> {
  bundling ??= bundle();
  return bundling;
}

async function bundle(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [here('main.tsx'), here('page.css')],
    outdir: 'out',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
}

const here = (name: string) => new URL(name, import.meta.url).pathname;
