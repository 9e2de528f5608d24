/**
 * E-mail over SMTP: that something waits in Teams, or an appointment for a calendar.
 * One attempt; whether it is tried again is for the outbox, what it says for whoever writes it.
 */
import { createTransport } from 'nodemailer';
import type { Delivery } from '../teams/incoming.ts';
import type { Mail } from './worker.ts';

export interface MailSettings {
  /** `smtp://` or `smtps://`, with name and password where the server asks for them. */
  readonly url: string;
  /** The sender, as mail programs show it. */
  readonly from: string;
}

const TIMEOUT_MS = 10_000;

/** The mail server of these settings. Nothing is connected before the first mail. */
export function createMail({ url, from }: MailSettings): Mail & { close(): void } {
  const transport = createTransport({
    ...{ url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    // What is put in a mail comes from here alone: no files and no addresses are fetched.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const address = /[^\s<>]+@[^\s<>]+/.exec(from)?.[0] ?? 'opstap@opstap.invalid';
  const domain = address.slice(address.indexOf('@') + 1);
  return {
    from: address,
    send: async (to, { subject, text, calendar }, id) => {
      // The same mail has the same id, so that a mail program shows a repeat once.
      const messageId = `<${Buffer.from(id).toString('base64url')}@${domain}>`;
      try {
        const icalEvent = calendar && { method: calendar.method, filename: 'tafel.ics', content: calendar.text };
        await transport.sendMail({ from, to, subject, text, messageId, ...(icalEvent ? { icalEvent } : {}) });
        return { kind: 'sent', activityId: '' };
      } catch (error) {
        return faultOf(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError {
  readonly code?: string;
  readonly syscall?: string;
  readonly responseCode?: number;
}

// The server's own refusal is certain, and so is a connection that was never made. Else the mail may have gone.
function faultOf({ code = 'SMTP', syscall, responseCode }: SmtpError): Delivery {
  const fault = `${code} ${responseCode ?? ''}`.trim();
  if (responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH') {
    return { kind: 'refused', gone: false, fault };
  }
  const certain = responseCode !== undefined || syscall === 'connect' || code === 'EDNS' || code === 'EAUTH';
  return certain ? { kind: 'later', afterMs: null, fault } : { kind: 'unknown', fault };
}
