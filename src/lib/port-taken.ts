// A port that another program has: said with what to do, alike wherever somebody listens.

/** The error to throw where listening failed. `remedy`: `Set PORT to a free one.` Other errors are passed on as they are. */
export function portTaken(error: unknown, port: number, remedy: string): unknown {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    ? new Error(`Port ${port} is in use. ${remedy}`, { cause: error })
    : error;
}
