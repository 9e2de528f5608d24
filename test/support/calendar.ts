/** Reads an appointment (RFC 5545) as a calendar program does: lines unfolded, each a name and a value. */

/** The file with its long lines put together. */
export const unfolded = (text: string): string => text.replaceAll('\r\n ', '');

/** The fields by name with its parameters; of several with one name the last. */
export const fields = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    unfolded(text)
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
