/**
 * Tests talk to this computer only: a connection to anywhere else fails, and says so.
 */
import { Socket } from 'node:net';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1', undefined]);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  const target = typeof first === 'object' && first !== null ? (first as { host?: string; path?: string }) : {};
  if (target.path === undefined && !LOOPBACK.has(target.host)) {
    throw new Error(`A test tried to reach ${target.host}: tests use no network but loopback`);
  }
  return (connect as (...all: unknown[]) => Socket).apply(this, args);
} as typeof connect;
