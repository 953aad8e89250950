// What is taken down while a Markdown review is read: sections with their statements and actions, people, and waivers.
import type { Action, Said, SectionKind } from './document.ts';
import { kindOf } from './headings.ts';
import type { Comment, Placed } from './markdown-text.ts';
import { namesListed } from './names-listed.ts';

/** A waiver as it stands in the file. `line`: of its comment. */
export type WaiverThere = { rule: string; reason: string; everywhere: boolean; line: number };

export type Section = {
  kind: SectionKind;
  title: string;
  depth: number;
  head?: Placed;
  statements: Said[];
  actions: Action[];
  places: Placed[];
  actionPlaces: Placed[];
  /** Waivers for each statement, and for each action. */
  waived: WaiverThere[][];
  actionsWaived: WaiverThere[][];
};

/** `<!-- waive B3: their own words -->`, `<!-- waive B7 everywhere: … -->`. */
const WAIVER =
  /<!--\s{0,20}waive\s{1,20}([BP]\d{1,2})(\s{1,20}everywhere)?\s{0,20}(?::((?:(?!-->)[\s\S])*))?-->/gi;

const waiversIn = (comments: readonly Comment[]): WaiverThere[] =>
  comments.flatMap(({ text, line }) =>
    [...text.matchAll(WAIVER)].map(([, rule = '', everywhere, reason = '']) => ({
      rule: rule.toUpperCase(),
      reason: reason.trim(),
      everywhere: everywhere !== undefined,
      line,
    })),
  );

export type Notes = {
  sections: Section[];
  people: Set<string>;
  waivers: WaiverThere[];
  /** Where the reader is. */
  here(): Section;
  open(kind: SectionKind, title: string, depth: number, head?: Placed): void;
  heading(depth: number, head: Placed): void;
  /** Comments in front of a block, or within it. */
  hear(comments: readonly Comment[]): void;
  /** The block is over, and with it the waivers in front of it. */
  done(): void;
  say(placed: Placed, more?: Partial<Said>): void;
  act(placed: Placed, action: Action): void;
  meet(names: readonly string[]): void;
};

const opened = (kind: SectionKind, title: string, depth: number, head?: Placed): Section => ({
  ...{ kind, title, depth },
  ...(head ? { head } : {}),
  ...{ statements: [], actions: [], places: [], actionPlaces: [], waived: [], actionsWaived: [] },
});

export function takeNotes(): Notes {
  const sections: Section[] = [opened('other', '', 0)];
  const people = new Set<string>();
  const waivers: WaiverThere[] = [];
  let pending: WaiverThere[] = [];
  const here = () => sections.at(-1) as Section;
  const meet = (names: readonly string[]) => {
    for (const name of names) {
      people.add(name);
    }
  };
  return {
    sections,
    people,
    waivers,
    here,
    meet,
    open: (...section) => void sections.push(opened(...section)),
    /** A heading of a name that nobody knows belongs to the section above it. */
    heading(depth, head) {
      const title = head.text.trim();
      const above = sections.findLast((section) => section.depth > 0 && section.depth < depth);
      const kind = kindOf(title) ?? (depth > 1 ? above?.kind : undefined) ?? 'other';
      sections.push(opened(kind, title, depth, head));
    },
    hear(comments) {
      const found = waiversIn(comments);
      waivers.push(...found);
      pending.push(...found.filter(({ everywhere }) => !everywhere));
    },
    done() {
      pending = [];
    },
    say(placed, more = {}) {
      if (placed.text.trim() === '') {
        return;
      }
      const { statements, places, waived } = here();
      const evidence = placed.links.length > 0 ? { evidence: placed.links } : {};
      statements.push({ text: placed.text, ...evidence, ...more });
      places.push(placed);
      waived.push([...pending]);
    },
    act(placed, action) {
      const { actions, actionPlaces, actionsWaived } = here();
      actions.push(action);
      actionPlaces.push(placed);
      actionsWaived.push([...pending]);
      meet(action.owners.flatMap(namesListed));
    },
  };
}
