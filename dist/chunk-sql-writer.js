import { c as inTransaction, l as sqlWriter, s as SQL_FORMATS, u as statementsText } from "./chunk-review.js";

export { SQL_FORMATS, sqlWriter };