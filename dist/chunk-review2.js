import { i as reviewCommand } from "./chunk-review.js";

export { reviewCommand };