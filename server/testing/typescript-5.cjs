// TypeScript 7 has no API for other programs: whoever asks for `typescript` in this process gets the last version that has one.
const Module = require("node:module");

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) =>
  resolveFilename.call(Module, name.replace(/^typescript(?=$|\/)/, "typescript-5"), ...rest);

const hooks = `export const resolve = (name, context, next) => next(name === "typescript" ? "typescript-5" : name, context);`;
Module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
