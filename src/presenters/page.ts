/**
 * A page that needs nothing from elsewhere: it opens in any browser, and prints as it looks. Knows no subject.
 */
import type { Lang } from '../shared/lang.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What people typed, on one line: it must not make lines, or steer a printer or a terminal. */
export const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

/** The same on a page. */
export const htmlText = (text: string): string => oneLine(text).replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');

/** The page; `title` and `body` are HTML already. */
export const htmlPage = (lang: Lang, title: string, style: string, body: string): string => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
${style}
</style>
</head>
<body>
${body}
</body>
</html>
`;
