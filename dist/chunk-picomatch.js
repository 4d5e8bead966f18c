import { Et as require_picomatch } from "./chunk-review.js";

export default require_picomatch();

export {  };