// The pictures that a review shows, from its file for programs.
import { z } from 'zod';

const shape = z.object({
  sections: z.array(
    z.object({ pictures: z.array(z.object({ file: z.string(), sha256: z.string() })).optional() }),
  ),
});

/** Each once, in order. `json`: postmortem.json. */
export function picturesIn(json: string): { file: string; sha256: string }[] {
  const all = shape.parse(JSON.parse(json)).sections.flatMap(({ pictures = [] }) => pictures);
  return all.filter(({ file }, index) => all.findIndex((other) => other.file === file) === index);
}
