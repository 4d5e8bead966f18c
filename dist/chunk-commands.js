import { n as run, t as failureText } from "./chunk-commands2.js";

export { failureText };