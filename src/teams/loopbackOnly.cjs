/**
 * Loaded into the Playground before its own code: of itself it listens on every address of the machine,
 * and what stands on these cards is for the person at this computer alone.
 */
const { Server } = require('node:net');

const listen = Server.prototype.listen;

Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number' || /^\d+$/.test(first)) {
    const others = typeof rest[0] === 'string' ? rest.slice(1) : rest;
    return listen.call(this, Number(first), '127.0.0.1', ...others);
  }
  if (typeof first === 'object' && first !== null && first.port !== undefined) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  }
  return listen.call(this, first, ...rest);
};
