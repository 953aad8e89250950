// LiquidJS with nothing but what a review needs: a few tags, our own filters, limits. No files, no prototypes, no code.
import type * as LiquidModule from 'liquidjs';
import { handlersOf } from './filters.ts';
import { liquidModule, toldOf } from './liquid.ts';
import { factMark, MARK_CHARACTERS, NO_LINE, sectionMark, type Told, untold } from './told.ts';

export const TAGS = [
  'section',
  'if',
  'unless',
  'case',
  'for',
  'assign',
  'comment',
  'break',
  'continue',
] as const;
/** What stands between or behind them. */
export const INNER_TAGS: readonly string[] = [
  'elsif',
  'else',
  'when',
  'endif',
  'endunless',
  'endcase',
  'endfor',
  'endcomment',
];
const TAG_WORDS = [...TAGS, ...INNER_TAGS];

/** Characters of a template; milliseconds and objects that one may cost. */
export const LONGEST_TEMPLATE = 100_000;
/** More facts than anybody reads, and as much text. */
const MOST_PRINTED = 3_000;
const LONGEST_WRITTEN = 500_000;
const LIMITS = { parseLimit: LONGEST_TEMPLATE, renderLimit: 2_000, memoryLimit: 1_000_000 };

/** Facts leave as marks; a literal is the template's own words. A list or a record prints nothing. */
function escapeInto(printed: Told[]): (value: unknown) => string {
  return (value) => {
    const told = value == null ? untold('this') : toldOf(value);
    if (told !== undefined) {
      if (printed.length >= MOST_PRINTED) {
        throw new Error(`it prints more than ${MOST_PRINTED} facts`);
      }
      printed.push(told);
      return factMark(printed.length - 1);
    }
    return typeof value === 'object' ? '' : String(value ?? '').replace(MARK_CHARACTERS, '');
  };
}

/** `printed`: every fact that the template prints, in order; a mark is its index. */
function createEngine(printed: Told[]): LiquidModule.Liquid {
  const { Liquid } = liquidModule();
  const engine = new Liquid({
    ...LIMITS,
    templates: {},
    strictFilters: true,
    outputEscape: escapeInto(printed),
  });
  for (const name of Object.keys(engine.tags)) {
    if (!TAG_WORDS.some((tag) => tag === name)) {
      delete engine.tags[name];
    }
  }
  for (const name of Object.keys(engine.filters)) {
    delete engine.filters[name];
  }
  Object.assign(engine.filters, handlersOf());
  engine.registerTag('section', {
    parse(token) {
      this.id = token.args.trim();
    },
    render() {
      return sectionMark(this.id);
    },
  });
  return engine;
}

const ONLY_TAGS = /^[ \t]*((?:\{%(?:(?!%\}).)*%\}[ \t]*)+)$/gm;
const OF_A_SECTION = /\{%-?\s*section\b/;

/** A line of nothing but tags leaves no line behind, so that rows of a table may stand in a loop. Lines keep their numbers. */
function withoutTagLines(text: string): string {
  return text
    .replace(MARK_CHARACTERS, '')
    .replace(ONLY_TAGS, (line, tags: string) => (OF_A_SECTION.test(line) ? line : `${tags}${NO_LINE}`));
}

/** A template that was read. @throws LiquidJS's own error, with the place in its `token`, where it cannot be. */
export function parsed(text: string) {
  const printed: Told[] = [];
  const engine = createEngine(printed);
  const templates = engine.parse(withoutTagLines(text.replace(/\r\n?/g, '\n')));
  return {
    templates,
    /** Markdown with marks, and the facts behind them. @throws where it passes its limits */
    render(scope: object): { markdown: string; printed: readonly Told[] } {
      printed.length = 0;
      const markdown = String(engine.renderSync(templates, scope));
      if (markdown.length > LONGEST_WRITTEN) {
        throw new Error(`it writes more than ${LONGEST_WRITTEN} characters`);
      }
      return { markdown: markdown.replaceAll(`${NO_LINE}\n`, '').replaceAll(NO_LINE, ''), printed };
    },
  };
}

/** Where in the template LiquidJS found something wrong, and its words. */
export function whatLiquidSays(error: unknown): { line: number; why: string } {
  const { token, message } = error as { token?: { getPosition?(): number[] }; message: string };
  const [line = 1] = token?.getPosition?.() ?? [];
  return { line, why: message.replace(/, (?:file:\S+, )?line:\d+, col:\d+[\s\S]*$/, '') };
}
