import { t as require_src } from "./chunk-review.js";

export default require_src();

export {  };