// Texts with fields in braces: which fields may stand in them, and filling them in.
import { z } from 'zod';
import { unknownWord } from './section-words.ts';

/** A text that names no field but these. `example` shows how a field is written. */
export function fieldsTemplate(fields: readonly string[], what: string, example: string) {
  return z
    .string()
    .min(1)
    .superRefine((template, context) => {
      for (const [, field = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
        if (!fields.includes(field)) {
          context.addIssue(unknownWord(field, fields, `is no field of ${what}`));
        }
      }
      if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) {
        context.addIssue({ code: 'custom', message: `a field stands in one pair of braces: ${example}` });
      }
    });
}

/** The text with its fields filled in; a field without a value is left empty. */
export function filledIn(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_whole, field: string) => values[field] ?? '');
}
