import { c as sqlWriter, l as statementsText, s as SQL_FORMATS } from "./chunk-review.js";

export { SQL_FORMATS, sqlWriter };