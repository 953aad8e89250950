// Labels as vendors send them: words by name; whatever else stands among them is passed over.
import { z } from 'zod';

export const labels = z
  .record(z.string(), z.unknown())
  .transform(
    (given): Record<string, string> =>
      Object.fromEntries(
        Object.entries(given).filter((one): one is [string, string] => typeof one[1] === 'string'),
      ),
  );
