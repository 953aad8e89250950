// What workflows do, and who stepped in, as facts; part of every incident's events.

/** One thing a workflow does, as it stood in the configuration when it ran. Texts are content. */
export type WorkflowAct =
  | { do: 'post' | 'announce' | 'task' | 'followup' | 'ticket' }
  | { do: 'invite'; who: string[] }
  | { do: 'severity' | 'status'; word: string }
  | { do: 'role'; role: string; to: string }
  | { do: 'page'; target: string }
  /** Where to stays in the configuration. */
  | { do: 'webhook'; index: number }
  | { do: 'run'; workflow: string };

/** See `events.ts`: `data` stays, `content` can be erased. */
export type WorkflowShapes = {
  /** A workflow of the users' own has run: what it does, and how to switch it off. `texts`: by index of `does`. */
  'workflow-ran': {
    data: { workflow: string; trigger: string; off: string; repeats: number; does: WorkflowAct[] };
    content: { title: string; texts: Record<string, string> };
  };
  /** Somebody stepped in: an automatic step that waited was skipped or done at once, or one that was done is done again. */
  'step-overridden': {
    data: {
      how: 'skipped' | 'done-now' | 'done-again';
      step: string;
      kind: string;
      effect: string;
      /** What it is done again with. */
      payload?: unknown;
    };
    content: null;
  };
};
